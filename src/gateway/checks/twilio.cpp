#include <fmt/format.h>

#include "gateway/checks/checks.h"
#include "gateway/checks/untold.h"

namespace teleperson::gateway::checks {
namespace {

const std::string not_checked =
    "Calls cannot be ended or reconciled, and nothing else about the account could be checked.";

}  // namespace

Findings check_twilio(const Facts& facts) {
  Report report("twilio");
  const auto& twilio = facts.twilio;
  if (facts.account_sid == std::nullopt) {
    report.skipped("TWILIO_ACCOUNT_SID is not set, so Twilio was not asked anything.");
  } else if (!twilio.unreachable.empty()) {
    report.failed(fmt::format("Twilio's REST API does not answer at {}: {}.", twilio.api_url, twilio.unreachable),
                  not_checked,
                  "Let this machine make https requests to that host; check TWILIO_API_URL and https_proxy.");
  } else if (const int status = twilio.unusable_status; status == 429 || status >= 500) {
    report.failed(fmt::format("Twilio's REST API is out of order at {}: it answers {}.", twilio.api_url, status),
                  not_checked, try_later);
  } else if (status != 0) {
    report.failed(fmt::format("Something other than Twilio's REST API answers at {}, with {}.", twilio.api_url, status),
                  not_checked,
                  "Correct TWILIO_API_URL (without a path, such as https://api.twilio.com), and see that no proxy "
                  "answers in Twilio's place.");
  } else {
    report.ok(facts.sandbox ? "The sandbox answers in Twilio's place." : "Twilio's REST API answers.");
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
