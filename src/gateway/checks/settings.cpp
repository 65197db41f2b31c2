#include <fmt/format.h>

#include "errors/find.h"
#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_settings(const Facts& facts) {
  Report report("settings");
  if (!facts.settings) {
    report.skipped("The settings were not read: the database did not answer.");
    return std::move(report).take();
  }
  const auto& settings = *facts.settings;
  const auto miss = [&](const errors::Entry& obstacle) {
    report.failed(fmt::format("{}.", obstacle.label), std::string(obstacle.cause), std::string(obstacle.remedy));
  };
  if (settings.account_sid.empty()) {
    miss(errors::known("account_sid_missing"));
  } else if (facts.account_sid && *facts.account_sid != settings.account_sid) {
    miss(errors::known("account_sid_differs"));
  }
  if (!settings.caller_id) miss(errors::known("caller_id_missing"));
  if (settings.allowed_regions.empty()) miss(errors::known("no_regions"));
  if (settings.voip_plans.empty()) miss(errors::known("no_plans"));
  if (report.empty()) report.ok("The Voice tab's settings are complete.");
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
