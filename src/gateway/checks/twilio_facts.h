#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace teleperson::gateway::checks {

/// Why Twilio did not tell.
struct Untold {
  enum class Kind {
    not_authenticated,  ///< 401: SID and secret do not belong together
    not_allowed,        ///< known, and may not do this
    account_inactive,   ///< suspended or closed, whatever the credentials
    not_found,
    unavailable,  ///< no answer, or one that says to come back
    unexpected,
  };
  Kind kind = Kind::unavailable;
  std::string message{};  ///< without credentials and numbers
};
template <class T>
using Told = std::expected<T, Untold>;

struct AccountFacts {
  std::string status;  ///< `active`, `suspended` or `closed`
  bool trial = false;
};

/// What is known of the configured secrets; of their texts only how they look.
struct CredentialFacts {
  bool secret_is_an_auth_token = false;  ///< TWILIO_API_KEY_SECRET is one of TWILIO_AUTH_TOKEN
  bool secret_looks_like_auth_token = false;
  /// One for each Auth Token, in order: the account, asked with it.
  std::vector<Told<AccountFacts>> by_auth_token{};
  /// The account asked with the key's secret in the Auth Token's place; only if no Auth Token was right.
  std::optional<Told<AccountFacts>> by_key_secret{};
  /// A small question asked with the key and its secret.
  std::optional<Told<void>> by_key{};
  std::optional<bool> key_is_listed{};  ///< among the account's keys
  std::optional<bool> key_is_restricted{};
};

struct ApplicationFacts {
  std::string voice_url, voice_method;
  std::string voice_fallback_url, voice_fallback_method;
  std::string status_callback, status_callback_method;
};

/// What the default caller ID is to the account.
struct CallerIdFacts {
  enum class Standing { owned, verified, foreign };
  Standing standing = Standing::foreign;
  bool voice_capable = true;       ///< of an owned one
  bool emergency_address = false;  ///< one is registered for it
};

struct CountryFacts {
  std::string iso;  ///< `US` stands for the United States and Canada
  bool low_risk = false;
  bool high_risk_special = false;
  bool high_risk_tollfraud = false;
};

struct TwilioFacts {
  std::string api_url{};
  std::string unreachable{};  ///< why no answer came at all; nothing else was asked then
  int unusable_status = 0;    ///< of an answer that is not Twilio's, or says that it is out of order; likewise
  CredentialFacts credentials{};
  /// This machine's clock less Twilio's.
  std::optional<std::chrono::seconds> clock_skew{};
  std::optional<Told<ApplicationFacts>> application{};
  std::optional<Told<CallerIdFacts>> caller_id{};
  std::optional<Told<std::vector<CountryFacts>>> countries{};
};

}  // namespace teleperson::gateway::checks
