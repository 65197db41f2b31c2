#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// The dashboard's Calls tab: /v1/admin/calls/search.
void add_admin_call_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
