#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "phone/hash.h"

namespace teleperson::twilio {

/// How Twilio knows a user: `u_` and the hash of the user's id. Letters, digits and underscores only, as Twilio demands
/// (error 31105), and opaque, as it stands in Twilio's logs.
class Identity {
 public:
  explicit Identity(phone::UserIdHash user) : user_(std::move(user)), text_("u_" + user_.text()) {}

  /// A webhook's `From`: `client:` and an identity, exactly. Signed by Twilio, and taken by it from the access token.
  static std::optional<Identity> parse_from(std::string_view from);

  const std::string& text() const { return text_; }
  const phone::UserIdHash& user() const { return user_; }

 private:
  phone::UserIdHash user_;
  std::string text_;
};

}  // namespace teleperson::twilio
