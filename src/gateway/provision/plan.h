#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twilio/rest/records.h"

namespace teleperson::gateway::provision {

/// What this installation wants and has.
struct Wishes {
  std::string public_url;
  std::optional<twilio::ApiKeySid> api_key{};   ///< TWILIO_API_KEY_SID
  bool has_key_secret = false;                  ///< TWILIO_API_KEY_SECRET is set
  std::optional<twilio::ApplicationSid> app{};  ///< TWILIO_TWIML_APP_SID
};

/// What the account has.
struct Existing {
  std::vector<twilio::KeyRecord> keys{};
  std::optional<twilio::ApplicationRecord> configured_app{};  ///< the one of TWILIO_TWIML_APP_SID
  std::vector<twilio::ApplicationRecord> named_apps{};        ///< those of `friendly_name`, in Twilio's order
};

struct KeyPlan {
  /// Nothing: one is to be made.
  std::optional<twilio::ApiKeySid> keep{};
  std::string_view because;                 ///< the rest of a sentence
  std::vector<twilio::ApiKeySid> unused{};  ///< keys of our name that nobody needs, as far as this installation knows
};

struct AppPlan {
  /// Nothing: one is to be made.
  std::optional<twilio::ApplicationSid> sid{};
  twilio::ApplicationFields fields{};  ///< what to change or make; empty fields are right already
  std::vector<std::string> changes{};  ///< the same in words, such as `voice URL`
};

/// The name that keys and TwiML Apps of this installation bear at Twilio: it tells installations that share an account
/// apart. At most 64 characters.
std::string friendly_name(std::string_view public_url);

/// A key whose secret is not at hand cannot be used again, so another one is made.
KeyPlan plan_key(const Wishes&, const Existing&);
/// The configured app, or else one of our name (first of all one that is right already), or a new one. Changes nothing
/// that is right.
AppPlan plan_app(const Wishes&, const Existing&);

}  // namespace teleperson::gateway::provision
