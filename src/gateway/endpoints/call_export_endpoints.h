#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// /v1/admin/calls/export: the log of calls as CSV, newest first, streamed.
void add_call_export_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
