#pragma once

#include "gateway/use_cases/session.h"
#include "http/router.h"

namespace teleperson::gateway {

/// An endpoint for the holder of an extension token.
using UserEndpoint = util::Task<http::Response> (*)(const Services&, const Session&, const http::Request&);

/// Authenticates by `X-TLE-Token`, then asks the endpoint. Every answer, also a refusal, is `no-store`.
http::Handler for_user(const Services&, UserEndpoint);

}  // namespace teleperson::gateway
