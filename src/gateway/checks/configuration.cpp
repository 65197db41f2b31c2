#include "errors/find.h"
#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {
namespace {

/// How a key of the configuration is come by.
std::string_view remedy_of(std::string_view key) {
  if (key == "PUBLIC_URL") return "Set PUBLIC_URL to the address under which browsers and Twilio reach this gateway.";
  if (key == "TWILIO_ACCOUNT_SID" || key == "TWILIO_AUTH_TOKEN") {
    return "Copy it from the first page of https://console.twilio.com, under Account Info.";
  }
  return "Run: teleperson-voice provision, and put what it prints into the environment.";
}

}  // namespace

Findings check_configuration(const Facts& facts) {
  Report report("configuration");
  for (const auto& key : facts.missing_keys) {
    report.failed(key + " is not set.", std::string(errors::known("configuration_missing").cause),
                  std::string(remedy_of(key)));
  }
  if (report.empty()) report.ok("All keys that calling needs are set.");
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
