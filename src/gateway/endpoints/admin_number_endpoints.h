#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// The numbers of companies: /v1/admin/companies/{id}/numbers and /v1/admin/numbers/{id}... A number itself stands in
/// bodies only, never in a URL.
void add_admin_number_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
