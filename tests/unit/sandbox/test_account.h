#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "sandbox/account.h"
#include "util/crypto.h"
#include "util/encoding.h"
#include "util/time.h"

namespace teleperson::sandbox::testing {

inline std::string sid(std::string_view prefix, char digit) {
  return std::string(prefix) + std::string(32, digit);
}

inline const util::Timestamp test_time{std::chrono::seconds(1'800'000'000)};

inline const std::string auth_token(32, '1');
inline const std::string api_key_secret(32, '2');

inline Account test_account() {
  return {*twilio::AccountSid::parse(sid("AC", 'a')), util::Secret(auth_token),
          ApiKeyCredentials{*twilio::ApiKeySid::parse(sid("SK", 'b')), util::Secret(api_key_secret)},
          *twilio::ApplicationSid::parse(sid("AP", 'c'))};
}

class FixedClock final : public util::Clock {
 public:
  util::Timestamp now() const override { return time; }
  util::Timestamp time = test_time;
};

/// A JWT with that header and payload, signed with that secret.
inline std::string make_jwt(const std::string& header, const std::string& payload, std::string_view secret) {
  const std::string text = util::to_base64url(header) + "." + util::to_base64url(payload);
  const auto digest = util::HmacSha256(secret).sign(text);
  return text + "." + util::to_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

inline const std::string token_header = R"({"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"})";

/// The access token that Twilio's helper libraries make, for that identity and life time from `now` on.
inline std::string make_access_token(util::Timestamp now, int ttl_seconds = 3600,
                                     const std::string& identity = "alice") {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  return make_jwt(token_header,
                  R"({"jti":"x","grants":{"identity":")" + identity + R"(","voice":{"outgoing":{"application_sid":")" +
                      sid("AP", 'c') + R"("}}},"iat":)" + std::to_string(seconds) + R"(,"exp":)" +
                      std::to_string(seconds + ttl_seconds) + R"(,"iss":")" + sid("SK", 'b') + R"(","sub":")" +
                      sid("AC", 'a') + R"("})",
                  api_key_secret);
}

}  // namespace teleperson::sandbox::testing
