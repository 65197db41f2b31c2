#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// What the dialer asks before it calls: /v1/voice/token, /v1/me, /v1/voice/config.
void add_voice_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
