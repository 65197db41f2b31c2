#include <fmt/format.h>

#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_migrations(const Facts& facts) {
  Report report("migrations");
  if (!facts.migrations) {
    report.skipped("The database's schema was not looked at.");
  } else if (!*facts.migrations) {
    report.failed("The database's schema is not one that this program can work with.",
                  "The gateway does not start on it.", facts.migrations->error());
  } else if (const auto& [found, known] = **facts.migrations; found != known) {
    report.failed(fmt::format("The database has schema {}, and this program needs {}.", found, known),
                  "The gateway works with its own schema only.", "Run: teleperson-voice migrate");
  } else {
    report.ok(fmt::format("The database has this program's schema, {}.", known));
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
