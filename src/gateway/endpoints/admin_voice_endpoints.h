#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// What the Voice tab shows beside the settings: /v1/admin/voice-state and /v1/admin/callable-numbers.
void add_admin_voice_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
