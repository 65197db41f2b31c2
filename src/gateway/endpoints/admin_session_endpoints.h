#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// Signing in to the dashboard and out of it: /v1/admin/session and /v1/admin/sessions.
void add_admin_session_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
