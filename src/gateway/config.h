#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "twilio/sid.h"
#include "util/log.h"
#include "util/secret.h"

namespace teleperson::gateway {

/// What the gateway needs of Twilio. All optional: with something missing the gateway runs, answers
/// `voice_not_configured` where it needs it, and says so at its start.
struct TwilioConfig {
  std::optional<twilio::AccountSid> account_sid;        ///< TWILIO_ACCOUNT_SID
  std::vector<util::Secret> auth_tokens;                ///< TWILIO_AUTH_TOKEN: one, or several during a rotation
  std::optional<twilio::ApiKeySid> api_key_sid;         ///< TWILIO_API_KEY_SID
  util::Secret api_key_secret;                          ///< TWILIO_API_KEY_SECRET
  std::optional<twilio::ApplicationSid> twiml_app_sid;  ///< TWILIO_TWIML_APP_SID
  std::string api_url = "https://api.twilio.com";       ///< TWILIO_API_URL: http(s) base URL, no trailing slash
  std::string voice_url = "https://voice.twilio.com";   ///< TWILIO_VOICE_URL
  std::string iam_url = "https://iam.twilio.com";       ///< TWILIO_IAM_URL
};

/// How live events go. For tests, which are impatient; no key changes it.
struct FeedPace {
  std::chrono::milliseconds pause{1000};          ///< between two looks at the database
  std::chrono::milliseconds shortest_pause{100};  ///< even when there is news
  std::chrono::milliseconds heartbeat{15'000};    ///< also how often an idle stream's session is asked about
  std::size_t most_followers = 64;
};

/// The settings of `teleperson-voice serve`, parsed and validated by the command line. Names in capitals are the keys
/// of the environment and of the TOML file.
struct Config {
  std::string listen_address = "127.0.0.1:8080";   ///< LISTEN_ADDRESS: host:port
  std::string metrics_address = "127.0.0.1:9464";  ///< METRICS_ADDRESS: host:port; empty: no metrics listener

  /// PUBLIC_URL: where browsers and Twilio reach the gateway. http or https, lower-case host, the port only if it is
  /// not the scheme's own, then maybe a path prefix that a proxy in front strips. No trailing slash, userinfo, query or
  /// fragment. Empty: not set, then calling is not configured.
  std::string public_url;
  /// ALLOWED_ORIGINS: exact origins such as `chrome-extension://<id>` or `https://app.example.com`; never `*`.
  std::vector<std::string> allowed_origins;

  std::string database_url = "sqlite:teleperson-voice.db";  ///< DATABASE_URL
  util::Secret hash_key;                                    ///< HASH_KEY; empty: plain SHA-256

  TwilioConfig twilio;

  std::chrono::seconds token_ttl{3600};     ///< TOKEN_TTL_SECONDS: 300 to 86400
  std::chrono::seconds ticket_ttl{60};      ///< TICKET_TTL_SECONDS: 1 to 300
  std::chrono::seconds callback_grace{15};  ///< CALLBACK_GRACE_SECONDS: 1 to 120
  /// RECONCILE_AFTER_SECONDS: 0 to 3600. Until Twilio is asked about a call whose callbacks got lost; 0: it never is.
  std::chrono::seconds reconcile_after{120};
  /// CALL_LOG_RETENTION_DAYS: how long calls are kept in the log, at least store::least_retention. Not set: for ever.
  std::optional<std::chrono::days> call_log_retention;
  std::chrono::seconds drain_deadline{25};  ///< DRAIN_DEADLINE_SECONDS: 0 to 600

  FeedPace feed;

  /// ERASURES_FILE: where `user erase` keeps the hashes of erased users, away from the database. Empty: nowhere.
  std::filesystem::path erasures_file;

  std::optional<std::string> upgrade_url;  ///< UPGRADE_URL: http(s); where a user gets a plan with calling
  std::filesystem::path
      web_root;  ///< WEB_ROOT: holds `dialer-web/dist` and `admin/dist`; empty: no pages but the landing page

  util::LogLevel log_level = util::LogLevel::info;     ///< LOG_LEVEL
  util::LogFormat log_format = util::LogFormat::text;  ///< LOG_FORMAT
};

}  // namespace teleperson::gateway
