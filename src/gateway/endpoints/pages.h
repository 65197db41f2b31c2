#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// What people open: the landing page, the dialer at /try/, the dashboard at /admin/, and /openapi.yaml. An application
/// that is not built in WEB_ROOT is left out, and the log says so. Throws std::runtime_error when it is there and
/// cannot be read.
void add_pages(http::Router&, const Services&);

}  // namespace teleperson::gateway
