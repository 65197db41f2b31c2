#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/signalling/error.h"
#include "sandbox/state/account_state.h"
#include "util/encoding.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// The right to place calls that an access token grants.
struct OutgoingGrant {
  std::string application_sid;
  util::FormFields parameters;  ///< sent with the voice webhook; the client cannot change them
};

/// What a verified access token says.
struct AccessToken {
  std::string identity;  ///< letters, digits and underscores, at most 121
  util::Timestamp expires;
  std::optional<OutgoingGrant> outgoing;
};

/// Verifies a JWT as Twilio does: HS256, `cty`, issued by a Main or Standard key of the account for the account, which
/// must be active, not before `nbf`, before `exp`, and `exp` at most 24 hours ahead. Whether it may call is looked at
/// when it calls. https://www.twilio.com/docs/iam/access-tokens
std::expected<AccessToken, SignallingError> verify_access_token(std::string_view jwt, const twilio::AccountSid& account,
                                                                const AccountState&, util::Timestamp now);

}  // namespace teleperson::sandbox
