#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_settings(const Facts& facts) {
  Report report("settings");
  if (!facts.settings) {
    report.skipped("The settings were not read: the database did not answer.");
    return std::move(report).take();
  }
  const auto& settings = *facts.settings;
  const std::string why = "Until then nobody can call.";
  if (settings.account_sid.empty()) {
    report.failed("The Account SID of the Voice tab is not set.", why,
                  "Run: teleperson-voice settings set --account-sid AC...");
  } else if (facts.account_sid && *facts.account_sid != settings.account_sid) {
    report.failed("The Account SID of the Voice tab is not TWILIO_ACCOUNT_SID.", why,
                  "Run: teleperson-voice settings set --account-sid AC..., or correct the environment.");
  }
  if (!settings.caller_id) {
    report.failed("No default caller ID is set.", why, "Run: teleperson-voice settings set --caller-id +1...");
  }
  if (settings.allowed_regions.empty()) {
    report.failed("No region is allowed, so calling is off.", why,
                  "Run: teleperson-voice settings set --regions US,CA");
  }
  if (settings.voip_plans.empty()) {
    report.failed("No plan has calling.", why, "Run: teleperson-voice settings set --plans premium,pro");
  }
  if (report.empty()) report.ok("The Voice tab's settings are complete.");
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
