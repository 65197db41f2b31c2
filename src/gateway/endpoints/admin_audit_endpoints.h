#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// The audit log: searched, and as a file.
void add_admin_audit_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
