#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace teleperson::sandbox {

/// The permissions of `{"allow":["/twilio/voice/calls/list", ...]}`: 1 to 100 of them. The error says what is wrong.
/// https://www.twilio.com/docs/iam/api-keys/restricted-api-keys
std::expected<std::vector<std::string>, std::string> parse_key_policy(std::string_view json);

}  // namespace teleperson::sandbox
