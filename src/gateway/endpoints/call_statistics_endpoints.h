#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// /v1/admin/calls/statistics: sums for charts.
void add_call_statistics_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
