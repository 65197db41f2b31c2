#pragma once

#include <chrono>
#include <string>

#include "twilio/identity.h"
#include "twilio/sid.h"
#include "util/crypto.h"
#include "util/secret.h"
#include "util/time.h"

namespace teleperson::twilio {

/// Mints Twilio access tokens (JWT, HS256) that may connect to one TwiML App and nothing else: there is no incoming
/// grant, so that a stolen token cannot receive calls. Thread-safe. https://www.twilio.com/docs/iam/access-tokens
class AccessTokenMinter {
 public:
  /// `api_key_secret`: of a Standard or Main API key. Twilio refuses tokens signed with an Auth Token (error 20107).
  AccessTokenMinter(const AccountSid&, const ApiKeySid&, const util::Secret& api_key_secret, const ApplicationSid&);

  /// Valid from now for `ttl`, at most 24 hours (Twilio error 20157). No two tokens have the same `jti`. There is no
  /// `nbf`: a clock that runs ahead would turn it into error 20105.
  std::string mint(const Identity&, util::Timestamp now, std::chrono::seconds ttl) const;

 private:
  // What never changes, in the order of the claims, so that minting only fills in the rest.
  std::string before_jti_suffix_;
  std::string before_iat_;
  std::string after_exp_;
  util::HmacSha256 hmac_;
};

}  // namespace teleperson::twilio
