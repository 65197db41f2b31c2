#include "gateway/use_cases/voice_readiness.h"

namespace teleperson::gateway {

std::string_view to_string(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::configuration_missing:
      return "configuration_missing";
    case Obstacle::account_sid_missing:
      return "account_sid_missing";
    case Obstacle::account_sid_differs:
      return "account_sid_differs";
    case Obstacle::caller_id_missing:
      return "caller_id_missing";
    case Obstacle::no_regions:
      return "no_regions";
    case Obstacle::no_plans:
      return "no_plans";
  }
  return "";
}

std::vector<Finding> voice_readiness(const Services& services, const policy::Settings& settings) {
  std::vector<Finding> findings;
  for (const auto key : services.setup.missing())
    findings.push_back({Obstacle::configuration_missing, key});
  const auto& own_account = services.setup.policy_server().account_sid;
  if (settings.account_sid.empty()) {
    findings.push_back({Obstacle::account_sid_missing});
  } else if (!own_account.empty() && settings.account_sid != own_account) {
    findings.push_back({Obstacle::account_sid_differs});
  }
  if (!settings.caller_id) findings.push_back({Obstacle::caller_id_missing});
  if (settings.allowed_regions.empty()) findings.push_back({Obstacle::no_regions});
  if (settings.voip_plans.empty()) findings.push_back({Obstacle::no_plans});
  return findings;
}

}  // namespace teleperson::gateway
