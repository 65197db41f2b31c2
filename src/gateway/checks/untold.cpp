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

std::string could_not_ask(std::string_view about, const Untold& untold) {
  return fmt::format("Twilio did not tell about {}: {}{}.", about, reason(untold.kind),
                     untold.message.empty() ? "" : fmt::format(" ({})", untold.message));
}

}  // namespace teleperson::gateway::checks
