#pragma once

#include "twilio/rest_client.h"
#include "util/task.h"

namespace teleperson::gateway::provision {

/// What Twilio says of the configured key and its secret.
enum class KeyStanding {
  proved,                    ///< they belong together, and the key may sign access tokens
  wrong_secret,              ///< Twilio does not accept the pair
  secret_is_the_auth_token,  ///< nor could it
  restricted,                ///< such a key cannot sign
};

/// Asks with the pair itself. An error: Twilio did not tell.
util::Task<twilio::RestResult<KeyStanding>> prove_key(const twilio::RestClient& as_key);

}  // namespace teleperson::gateway::provision
