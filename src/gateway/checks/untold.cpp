#include "gateway/checks/untold.h"

#include <fmt/format.h>

namespace teleperson::gateway::checks {
namespace {

std::string_view reason(Untold::Kind kind) {
  switch (kind) {
    case Untold::Kind::not_authenticated:
      return "the credentials are not accepted";
    case Untold::Kind::not_allowed:
      return "the credentials may not ask for it";
    case Untold::Kind::account_inactive:
      return "the account is not active";
    case Untold::Kind::not_found:
      return "Twilio does not know it";
    case Untold::Kind::unavailable:
      return "Twilio did not answer";
    case Untold::Kind::unexpected:
      return "Twilio's answer was not understood";
  }
  return "";
}

}  // namespace

void report_untold(Report& report, std::string_view about, const Untold& untold) {
  auto what = fmt::format("Twilio did not tell about {}: {}{}.", about, reason(untold.kind),
                          untold.message.empty() ? "" : fmt::format(" ({})", untold.message));
  if (untold.kind == Untold::Kind::unavailable || untold.kind == Untold::Kind::unexpected) {
    report.failed(std::move(what), "It could not be checked, so it may be wrong.", try_later);
  } else {
    report.skipped(std::move(what));
  }
}

}  // namespace teleperson::gateway::checks
