#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// The directory as a user sees it: /v1/companies.
void add_company_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
