#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// For operators and load balancers: /livez, /readyz, /healthz.
void add_health_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
