#pragma once

#include <cstdint>
#include <string_view>

#include "http/message.h"

namespace teleperson::sandbox {

/// Twilio's error document `{code, message, more_info, status}`. `code`: https://www.twilio.com/docs/api/errors
http::Response rest_error(std::uint16_t http_status, int code, std::string_view message);

/// 404/20404.
http::Response rest_not_found();

/// The same error as RFC 9457 has it, and as Twilio's newer APIs answer.
http::Response as_rfc9457(const http::Response&);

}  // namespace teleperson::sandbox
