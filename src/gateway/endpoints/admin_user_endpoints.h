#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// The dashboard's Users tab: /v1/admin/users... and /v1/admin/tokens. A user's id stands in bodies only, never in a
/// URL, which logs of proxies would keep.
void add_admin_user_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
