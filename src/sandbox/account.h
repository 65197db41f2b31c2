#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>

#include "twilio/sid.h"
#include "util/secret.h"

namespace teleperson::sandbox {

/// The one account that the sandbox plays, with one API key and one TwiML App.
struct Account {
  twilio::AccountSid sid;
  util::Secret auth_token;  ///< signs webhooks; password of the REST API
  twilio::ApiKeySid api_key_sid;
  util::Secret api_key_secret;  ///< access tokens are signed with it; password of the REST API
  twilio::ApplicationSid application_sid;
};

/// The value of an environment variable, if it is set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// Reads `TWILIO_ACCOUNT_SID`, `TWILIO_AUTH_TOKEN`, `TWILIO_API_KEY_SID`, `TWILIO_API_KEY_SECRET` and
/// `TWILIO_TWIML_APP_SID`, or the files that `..._FILE` names (a final line break does not count). The error is for the
/// operator: a line for each variable that is missing or malformed. It never repeats a value.
std::expected<Account, std::string> read_account(const Environment&);

}  // namespace teleperson::sandbox
