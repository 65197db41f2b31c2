#pragma once

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// POST /v1/twilio/echo: tells whoever knows the Auth Token what reached us of their request. Does nothing else.
void add_twilio_echo_endpoint(http::Router&, const Services&);

}  // namespace teleperson::gateway
