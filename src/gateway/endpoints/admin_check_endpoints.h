#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// GET /v1/admin/checks: what `teleperson-voice doctor` says, of this process.
void add_admin_check_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
