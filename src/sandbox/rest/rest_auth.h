#pragma once

#include <string_view>

#include "http/message.h"
#include "sandbox/account.h"

namespace teleperson::sandbox {

/// Whether the request's Basic authentication is the account with its Auth Token, or the API key with its secret.
bool is_authenticated(const http::Request&, const Account&);

/// Twilio's error document. https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions
http::Response rest_error(std::uint16_t http_status, int code, std::string_view message);

}  // namespace teleperson::sandbox
