#pragma once

#include <string_view>

#include "http/message.h"

namespace teleperson::gateway {

/// Whether the body is of this media type, parameters such as `charset` aside. Case is ignored (RFC 9110, 8.3.1).
bool has_media_type(const http::Request&, std::string_view media_type);

/// 415, and what to send instead.
http::Response unsupported_media_type(std::string_view expected);

}  // namespace teleperson::gateway
