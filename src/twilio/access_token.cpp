#include "twilio/access_token.h"

#include <string_view>

#include "util/encoding.h"

namespace teleperson::twilio {

namespace {

const std::string& encoded_header() {
  static const auto header = util::to_base64url(R"({"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"})") + '.';
  return header;
}

}  // namespace

// SIDs and identities are letters, digits and underscores, so nothing here needs JSON escapes.
AccessTokenMinter::AccessTokenMinter(const AccountSid& account, const ApiKeySid& key,
                                     const util::Secret& api_key_secret, const ApplicationSid& application)
    : before_jti_suffix_(R"({"jti":")" + key.text() + '-'),
      before_iat_(R"(","voice":{"outgoing":{"application_sid":")" + application.text() + R"("}}},"iat":)"),
      after_exp_(R"(,"iss":")" + key.text() + R"(","sub":")" + account.text() + R"("})"),
      hmac_(api_key_secret.reveal()) {}

std::string AccessTokenMinter::mint(const Identity& identity, util::Timestamp now, std::chrono::seconds ttl) const {
  constexpr std::size_t jti_random_bytes = 8;  // the libraries' `<key>-<seconds>` alone repeats within a second
  const auto issued_at = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
  const auto iat = std::to_string(issued_at.count());

  std::string claims;
  claims.reserve(512);
  claims.append(before_jti_suffix_).append(iat).append("-").append(util::random_hex(jti_random_bytes));
  claims.append(R"(","grants":{"identity":")").append(identity.text()).append(before_iat_).append(iat);
  claims.append(R"(,"exp":)").append(std::to_string((issued_at + ttl).count())).append(after_exp_);

  std::string token;
  token.reserve(1024);
  token.append(encoded_header()).append(util::to_base64url(claims));
  const auto signature = hmac_.sign(token);
  const std::string_view signature_bytes(reinterpret_cast<const char*>(signature.data()), signature.size());
  return token.append(".").append(util::to_base64url(signature_bytes));
}

}  // namespace teleperson::twilio
