#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>

#include "twilio/sid.h"
#include "util/secret.h"

namespace teleperson::sandbox {

/// Access tokens are signed with the secret; it is also a password of the REST API.
struct ApiKeyCredentials {
  twilio::ApiKeySid sid;
  util::Secret secret;
};

/// The one account that the sandbox plays, and what it has from the start. See AccountState for what it has later.
struct Account {
  twilio::AccountSid sid;
  util::Secret auth_token;  ///< signs webhooks; password of the REST API
  std::optional<ApiKeyCredentials> api_key;
  std::optional<twilio::ApplicationSid> application_sid;  ///< of a TwiML App
};

/// What of an account is read.
enum class AccountContents {
  key_and_application,  ///< all
  nothing,              ///< only what identifies it
};

/// The value of an environment variable, if it is set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// Reads `TWILIO_ACCOUNT_SID`, `TWILIO_AUTH_TOKEN`, `TWILIO_API_KEY_SID`, `TWILIO_API_KEY_SECRET` and
/// `TWILIO_TWIML_APP_SID`, or the files that `..._FILE` names (a final line break does not count); only the first two
/// with AccountContents::nothing. The error is for the operator: a line for each variable that is missing or malformed.
/// It never repeats a value.
std::expected<Account, std::string> read_account(const Environment&,
                                                 AccountContents = AccountContents::key_and_application);

}  // namespace teleperson::sandbox
