#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/provision/key_standing.h"
#include "twilio/rest/records.h"

namespace teleperson::gateway::provision {

/// What this installation wants and has.
struct Wishes {
  std::string public_url;
  std::optional<twilio::ApiKeySid> api_key{};   ///< TWILIO_API_KEY_SID
  bool secret_is_an_auth_token = false;         ///< TWILIO_API_KEY_SECRET is one of TWILIO_AUTH_TOKEN
  bool new_key = false;                         ///< whatever there is
  std::optional<twilio::ApplicationSid> app{};  ///< TWILIO_TWIML_APP_SID
};

/// What the account has.
struct Existing {
  std::vector<twilio::KeyRecord> keys{};
  std::optional<KeyStanding> standing{};  ///< of the configured key; nothing: not listed, no secret, or not asked
  std::optional<twilio::ApplicationRecord> configured_app{};  ///< the one of TWILIO_TWIML_APP_SID
  std::vector<twilio::ApplicationRecord> named_apps{};        ///< those of `friendly_name`, in Twilio's order
};

struct KeyPlan {
  /// Nothing: one is to be made.
  std::optional<twilio::ApiKeySid> keep{};
  std::string_view because;                 ///< the rest of a sentence
  std::vector<twilio::ApiKeySid> unused{};  ///< keys of our name that nobody needs, as far as this installation knows
  /// One would have to be made, and there is one of our name already that the environment may have lost. Nobody asked
  /// for a further one, so none is made.
  bool ask_first = false;
};

struct AppPlan {
  /// Nothing: one is to be made.
  std::optional<twilio::ApplicationSid> sid{};
  twilio::ApplicationFields fields{};                ///< what to change or make; empty fields are right already
  std::vector<std::string> changes{};                ///< the same in words, such as `voice URL`
  std::vector<twilio::ApplicationSid> left_alone{};  ///< of our name, but their voice URL is another place's
};

/// The name that keys and TwiML Apps of this installation bear at Twilio: it tells installations that share an account
/// apart. At most 64 characters; of a longer one the end gives way to a hash of the whole.
std::string friendly_name(std::string_view public_url);

/// Keeps a key that is proved to work. A secret cannot be had again, so in place of any other key a new one is made.
KeyPlan plan_key(const Wishes&, const Existing&);
/// The configured app, or else one of our name (first of all one that is right already), or a new one. Changes nothing
/// that is right, and nothing of an app that is not configured and points to another place.
AppPlan plan_app(const Wishes&, const Existing&);

}  // namespace teleperson::gateway::provision
