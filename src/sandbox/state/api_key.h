#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "util/secret.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// https://www.twilio.com/docs/iam/api-keys#types-of-api-keys
enum class KeyKind {
  main,        ///< may do what the Auth Token may
  standard,    ///< all but /Accounts and /Keys
  restricted,  ///< what its policy allows; signs no access tokens
};

/// `main`, `standard` or `restricted`.
std::string_view to_string(KeyKind);
std::optional<KeyKind> parse_key_kind(std::string_view);

struct ApiKey {
  std::string sid{};  ///< SK and 32 hex digits
  std::string friendly_name{};
  util::Secret secret{};
  KeyKind kind = KeyKind::standard;
  std::vector<std::string> policy{};  ///< of a Restricted key, such as `/twilio/voice/calls/list` or `/twilio/voice/*`
  util::Timestamp created{};
  util::Timestamp updated{};
};

/// Whether the policy names that permission, or all below one of its folders. No policy allows the empty permission.
bool allows(const std::vector<std::string>& policy, std::string_view permission);

/// As Twilio's: 32 letters and digits.
util::Secret random_key_secret();

}  // namespace teleperson::sandbox
