#include <fmt/format.h>

#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_twilio(const Facts& facts) {
  Report report("twilio");
  const auto& twilio = facts.twilio;
  if (facts.account_sid == std::nullopt) {
    report.skipped("TWILIO_ACCOUNT_SID is not set, so Twilio was not asked anything.");
  } else if (!twilio.unreachable.empty()) {
    report.failed(fmt::format("Twilio's REST API does not answer at {}: {}.", twilio.api_url, twilio.unreachable),
                  "Calls cannot be ended or reconciled, and nothing else about the account could be checked.",
                  "Let this machine make https requests to that host; check TWILIO_API_URL and https_proxy.");
  } else {
    report.ok(facts.sandbox ? "The sandbox answers in Twilio's place." : "Twilio's REST API answers.");
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
