#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calls/ids.h"
#include "gateway/config.h"
#include "http/client.h"
#include "policy/policy.h"
#include "twilio/access_token.h"
#include "twilio/rest_client.h"

namespace teleperson::gateway {

/// The keys without which there is no calling.
std::vector<std::string_view> missing_keys(const Config&);

/// What follows from the configuration, worked out once: who signs, which URLs Twilio is told, and whether anything
/// that calling needs is missing. Holds secrets; thread-safe, as nothing in it changes.
class Setup {
 public:
  /// Both must outlive this.
  Setup(const Config&, http::Client&);

  struct Key {
    std::string_view name;  ///< such as `TWILIO_AUTH_TOKEN`
    bool is_set = false;
  };
  /// All keys that calling needs.
  const std::vector<Key>& keys() const { return keys_; }
  /// The keys without which there is no calling, such as `TWILIO_AUTH_TOKEN`. Empty: complete.
  const std::vector<std::string_view>& missing() const { return missing_; }

  const policy::Server& policy_server() const { return policy_server_; }

  /// Null if something is missing.
  const twilio::AccessTokenMinter* minter() const { return minter_ ? &*minter_ : nullptr; }
  /// Null if something is missing.
  const twilio::RestClient* rest() const { return rest_ ? &*rest_ : nullptr; }
  /// Another one, over connections of its own; nothing if something is missing. The client must outlive it.
  std::optional<twilio::RestClient> make_rest(http::Client&, const twilio::RetryRules&) const;

  /// Whether a webhook is for our account. False if that is not configured.
  bool is_own_account(std::string_view account_sid) const;
  /// Whether a webhook is for our TwiML App.
  bool is_own_application(std::string_view application_sid) const;
  std::span<const util::Secret> auth_tokens() const { return config_.twilio.auth_tokens; }

  /// The URL under which the world knows a request target of this server (a path that starts with a slash, maybe with a
  /// query). Made from PUBLIC_URL, never from what a request says of itself.
  std::string public_url(std::string_view target) const;
  /// What Twilio calls back for a call: /v1/twilio/`name`?call=`id`.
  std::string callback_url(std::string_view name, const calls::CallId&) const;
  bool has_public_url() const { return !config_.public_url.empty(); }
  /// Scheme, host and port under which the dashboard is opened: of PUBLIC_URL, or without one of the listener.
  std::string own_origin() const;
  bool is_https() const { return config_.public_url.starts_with("https://"); }

  /// Host and port of a Twilio sandbox on this machine, if that is what TWILIO_API_URL names: plain HTTP on loopback.
  const std::optional<std::string>& sandbox_host() const { return sandbox_host_; }

 private:
  const Config& config_;
  std::vector<Key> keys_;
  std::vector<std::string_view> missing_;
  policy::Server policy_server_;
  std::optional<twilio::AccessTokenMinter> minter_;
  std::optional<twilio::RestClient> rest_;
  std::optional<std::string> sandbox_host_;
};

}  // namespace teleperson::gateway
