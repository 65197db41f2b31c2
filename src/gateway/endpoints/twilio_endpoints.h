#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// Twilio's webhooks: /v1/twilio/voice, /dial-result, /status, /amd, /fallback.
void add_twilio_endpoints(http::Router&, const Services&);

}  // namespace teleperson::gateway
