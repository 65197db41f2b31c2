#include <fmt/format.h>

#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_disk(const Facts& facts) {
  constexpr std::uint64_t mebibyte = 1024UL * 1024;
  constexpr auto tight = 1024 * mebibyte;
  constexpr auto full = 128 * mebibyte;

  Report report("disk");
  if (facts.database && !facts.database->embedded) {
    report.skipped("The database is a server's: see there that its disk has room.");
    return std::move(report).take();
  }
  if (!facts.disk) {
    report.skipped("The database's disk could not be looked at.");
    return std::move(report).take();
  }
  const auto free = facts.disk->free_bytes;
  const auto what = fmt::format("The disk that holds the database has {} MiB left.", free / mebibyte);
  const std::string why = "With a full disk no ticket can be redeemed and no call is logged.";
  const std::string remedy = "Free some space, or move the database: DATABASE_URL=sqlite:PATH";
  if (free < full) {
    report.failed(what, why, remedy);
  } else if (free < tight) {
    report.warning(what, why, remedy);
  } else {
    report.ok(what);
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
