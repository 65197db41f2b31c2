#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// The dashboard's Voice tab: /v1/admin/settings.
void add_admin_settings_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
