#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// The dashboard's Companies tab: /v1/admin/companies...
void add_admin_company_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
