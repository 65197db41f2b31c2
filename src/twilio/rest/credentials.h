#pragma once

#include <string>
#include <utility>

#include "twilio/sid.h"
#include "util/secret.h"

namespace teleperson::twilio {

/// Basic authentication for the REST API. The Account SID stays in the path whoever asks.
struct RestCredentials {
  std::string user;
  util::Secret password;

  bool is_api_key() const { return user.starts_with("SK"); }

  static RestCredentials of_account(const AccountSid& account, util::Secret auth_token) {
    return {account.text(), std::move(auth_token)};
  }
  static RestCredentials of_key(const ApiKeySid& key, util::Secret secret) { return {key.text(), std::move(secret)}; }
};

/// Base URLs without a trailing slash. A region's are such as https://api.dublin.ie1.twilio.com.
struct RestUrls {
  std::string api = "https://api.twilio.com";
  std::string voice = "https://voice.twilio.com";
  std::string iam = "https://iam.twilio.com";
};

}  // namespace teleperson::twilio
