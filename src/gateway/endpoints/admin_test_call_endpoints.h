#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// Calls that admins place to see whether calling works: /v1/admin/test-calls.
void add_admin_test_call_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
