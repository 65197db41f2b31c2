#include "gateway/checks/checks.h"

#include <algorithm>
#include <iterator>

namespace teleperson::gateway::checks {

Findings judge(const Facts& facts) {
  Findings all;
  for (const auto check :
       {check_database, check_migrations, check_disk, check_configuration, check_settings, check_twilio, check_clock,
        check_credentials, check_twiml_app, check_caller_id, check_emergency_address, check_geo_permissions,
        check_webhook, check_certificate, check_cors}) {
    std::ranges::move(check(facts), std::back_inserter(all));
  }
  return all;
}

bool any_failed(const Findings& findings) {
  return std::ranges::any_of(findings, [](const Finding& finding) { return finding.status == Status::failed; });
}

}  // namespace teleperson::gateway::checks
