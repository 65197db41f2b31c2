#pragma once

#include "gateway/checks/facts.h"
#include "gateway/checks/finding.h"

namespace teleperson::gateway::checks {

// One file each, named for the check. Each says at least one thing.
Findings check_configuration(const Facts&);
Findings check_settings(const Facts&);
Findings check_credentials(const Facts&);
Findings check_twilio(const Facts&);
Findings check_clock(const Facts&);
Findings check_twiml_app(const Facts&);
Findings check_caller_id(const Facts&);
Findings check_emergency_address(const Facts&);
Findings check_geo_permissions(const Facts&);
Findings check_webhook(const Facts&);
Findings check_certificate(const Facts&);
Findings check_cors(const Facts&);
Findings check_database(const Facts&);
Findings check_migrations(const Facts&);
Findings check_disk(const Facts&);

/// All of them, in the order in which an operator would mend things.
Findings judge(const Facts&);

/// Whether one failed.
bool any_failed(const Findings&);

}  // namespace teleperson::gateway::checks
