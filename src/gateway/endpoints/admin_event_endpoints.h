#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// /v1/admin/events: what changes, as server-sent events.
void add_admin_event_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
