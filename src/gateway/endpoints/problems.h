#pragma once

#include <string_view>

#include "gateway/refusal.h"
#include "gateway/services.h"
#include "http/message.h"

namespace teleperson::gateway {

/// The problem document of a refusal: status, reason, and what to do about it.
http::Response to_problem(const Refusal&);

/// 503, counted under the name of the operation that the database did not do.
http::Response database_failed(const Services&, std::string_view operation);

/// 400 `bad_request`; `detail` says what to send instead.
http::Response bad_request(std::string_view detail);

}  // namespace teleperson::gateway
