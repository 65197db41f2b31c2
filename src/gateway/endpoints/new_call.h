#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace teleperson::gateway {

/// The body of `POST /v1/voice/calls`.
struct NewCall {
  std::string number_id;  ///< 1 to 64 characters
};

/// Strict: an object with `number_id` and nothing else. The error says what to send instead.
std::expected<NewCall, std::string_view> parse_new_call(std::string_view body);

}  // namespace teleperson::gateway
