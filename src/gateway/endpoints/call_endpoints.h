#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// A user's own calls: /v1/voice/calls and below.
void add_call_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
