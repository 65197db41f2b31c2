#include <algorithm>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "gateway/checks/examine.h"
#include "twilio/rest_client.h"
#include "util/encoding.h"

namespace teleperson::gateway::checks {
namespace {

using Kind = Untold::Kind;

/// A person waits for what comes of it.
constexpr std::chrono::seconds longest_answer{8};
constexpr std::chrono::seconds longest_examination{20};

/// Nobody's: asked about where any question would do.
const auto some_number = phone::E164::parse("+12125550100").value();

Untold to_untold(const twilio::RestError& error) {
  switch (error.kind) {
    case twilio::RestError::Kind::not_authenticated:
      return {Kind::not_authenticated, error.message};
    case twilio::RestError::Kind::not_allowed:
      return {Kind::not_allowed, error.message};
    case twilio::RestError::Kind::account_inactive:
      return {Kind::account_inactive, error.message};
    case twilio::RestError::Kind::not_found:
      return {Kind::not_found, error.message};
    case twilio::RestError::Kind::rate_limited:
    case twilio::RestError::Kind::unavailable:
      return {Kind::unavailable, error.message};
    case twilio::RestError::Kind::invalid:
    case twilio::RestError::Kind::unexpected:
      break;
  }
  return {Kind::unexpected, error.message};
}

AccountFacts account_facts(const twilio::AccountRecord& account) {
  return {.status = account.status, .trial = account.type == "Trial"};
}

ApplicationFacts application_facts(const twilio::ApplicationRecord& app) {
  return {.voice_url = app.voice_url,
          .voice_method = app.voice_method,
          .voice_fallback_url = app.voice_fallback_url,
          .voice_fallback_method = app.voice_fallback_method,
          .status_callback = app.status_callback,
          .status_callback_method = app.status_callback_method};
}

/// 32 lower-case hex digits; a key's secret is 32 letters of both cases and digits.
bool looks_like_auth_token(const util::Secret& secret) {
  return secret.reveal().size() == 32 && util::is_lower_hex(secret.reveal());
}

/// The REST API's own document, or one of its errors.
bool is_from_twilio(const http::ClientResponse& response) {
  boost::system::error_code failure;
  const auto document = boost::json::parse(response.body, failure);
  if (failure || !document.is_object()) return false;
  const auto& object = document.as_object();
  const auto* code = object.if_contains("code");
  return response.status == 200 ? object.contains("subresource_uris") : code && code->is_int64();
}

/// One examination's questions to Twilio.
class Questions {
 public:
  Questions(const Surroundings& around, TwilioFacts& facts)
      : around_(around), twilio_(around.config.twilio), account_(twilio_.account_sid.value()), facts_(facts) {
    rules_.deadline = twilio::RetryPace::system()->now() + longest_examination;
  }

  /// Whether anybody answers there, and what time it is for them. No credentials are sent.
  util::Task<bool> reach() {
    http::ClientRequest request{.method = "GET", .url = twilio_.api_url + "/2010-04-01.json"};
    request.total_timeout = longest_answer;
    const auto before = around_.clock.now();
    const auto response = co_await around_.http.send(std::move(request));
    const auto after = around_.clock.now();
    if (!response) {
      facts_.unreachable = response.error().message;
      co_return false;
    }
    if (response->status == 429 || response->status >= 500 || !is_from_twilio(*response)) {
      facts_.unusable_status = response->status;
      co_return false;
    }
    for (const auto& [name, value] : response->headers) {
      const auto date = name == "date" ? util::parse_rfc2822(value) : std::nullopt;
      // The header is cut to whole seconds.
      const auto here = before + (after - before) / 2;
      if (date)
        facts_.clock_skew = std::chrono::round<std::chrono::seconds>(here - *date - std::chrono::milliseconds(500));
    }
    co_return true;
  }

  util::Task<> ask_about_credentials() {
    auto& facts = facts_.credentials;
    for (const auto& token : twilio_.auth_tokens) {
      if (token.empty() || silence_) continue;
      const auto client = as_account(token);
      const auto account = co_await client.account();
      facts.by_auth_token.push_back(tell<AccountFacts>(account, account_facts));
      if (account && !best_) best_.emplace(twilio::RestCredentials::of_account(account_, token));
    }
    facts.secret_is_an_auth_token =
        !twilio_.api_key_secret.empty() && std::ranges::count(twilio_.auth_tokens, twilio_.api_key_secret) > 0;
    facts.secret_looks_like_auth_token = looks_like_auth_token(twilio_.api_key_secret);
    if (!best_ && !silence_ && !twilio_.api_key_secret.empty() && !facts.by_auth_token.empty()) {
      const auto client = as_account(twilio_.api_key_secret);
      const auto account = co_await client.account();
      facts.by_key_secret = tell<AccountFacts>(account, account_facts);
    }
    if (!twilio_.api_key_sid || twilio_.api_key_secret.empty()) co_return;
    if (silence_) {
      facts.by_key.emplace(std::unexpect, *silence_);
    } else {
      co_await ask_about_key();
    }
  }

  util::Task<> ask_about_application() {
    if (!may_ask() || !twilio_.twiml_app_sid) co_return;
    const auto client = with(*best_);
    const auto app = co_await client.application(*twilio_.twiml_app_sid);
    facts_.application = tell<ApplicationFacts>(app, application_facts);
  }

  util::Task<> ask_about_caller_id(phone::E164 caller_id) {
    if (!may_ask()) co_return;
    const auto client = with(*best_);
    const auto own = co_await client.incoming_numbers(caller_id);
    if (!own) {
      facts_.caller_id = untold(own.error());
      co_return;
    }
    if (!own->empty()) {
      const auto& number = own->front();
      facts_.caller_id = CallerIdFacts{.standing = CallerIdFacts::Standing::owned,
                                       .voice_capable = number.voice_capable,
                                       .emergency_address = !number.emergency_address_sid.empty()};
      co_return;
    }
    const auto verified = co_await client.outgoing_caller_ids(caller_id);
    facts_.caller_id = tell<CallerIdFacts>(verified, [](const auto& found) {
      using Standing = CallerIdFacts::Standing;
      return CallerIdFacts{.standing = found.empty() ? Standing::foreign : Standing::verified};
    });
  }

  util::Task<> ask_about_countries() {
    if (!may_ask()) co_return;
    const auto client = with(*best_);
    const auto permissions = co_await client.dialing_permissions();
    facts_.countries = tell<std::vector<CountryFacts>>(permissions, [](const auto& all) {
      std::vector<CountryFacts> countries;
      for (const auto& [iso, low, special, tollfraud] : all)
        countries.push_back({iso, low, special, tollfraud});
      return countries;
    });
  }

 private:
  /// An answer of Twilio as a fact.
  template <class T, class Record, class Make>
  Told<T> tell(const twilio::RestResult<Record>& result, Make make) {
    if (result) return make(*result);
    return untold(result.error());
  }
  std::unexpected<Untold> untold(const twilio::RestError& error) {
    auto why = to_untold(error);
    if (error.http_status == 0 && why.kind == Kind::unavailable) silence_ = why;
    return std::unexpected(std::move(why));
  }
  bool may_ask() const { return best_ && !silence_; }

  /// The account's own document tells the kinds of key apart: a Main key may read it, a Standard key is answered as if
  /// its secret were wrong, a Restricted key is told that a permission is missing.
  util::Task<> ask_about_key() {
    auto& facts = facts_.credentials;
    const auto credentials = twilio::RestCredentials::of_key(*twilio_.api_key_sid, twilio_.api_key_secret);
    const auto client = with(credentials);
    const auto numbers = co_await client.incoming_numbers(some_number);
    facts.by_key = numbers ? Told<void>() : Told<void>(untold(numbers.error()));
    if (silence_) co_return;
    const auto account = co_await client.account();
    facts.key_is_restricted = is_refusal_of_a_permission(numbers) || is_refusal_of_a_permission(account);
    if (!account) untold(account.error());
    if (may_ask()) {
      const auto account_client = with(*best_);
      const auto keys = co_await account_client.list_keys();
      if (keys) facts.key_is_listed = std::ranges::count(*keys, *twilio_.api_key_sid, &twilio::KeyRecord::sid) > 0;
    } else if (!best_ && numbers) {
      best_.emplace(credentials);
    }
  }

  template <class T>
  static bool is_refusal_of_a_permission(const twilio::RestResult<T>& result) {
    return !result && result.error().kind == twilio::RestError::Kind::not_allowed;
  }

  twilio::RestClient as_account(const util::Secret& auth_token) const {
    return with(twilio::RestCredentials::of_account(account_, auth_token));
  }
  twilio::RestClient with(const twilio::RestCredentials& credentials) const {
    const twilio::RestUrls urls{twilio_.api_url, twilio_.voice_url, twilio_.iam_url};
    return {around_.http, urls, account_, credentials, twilio::RetryPace::system(), rules_};
  }

  const Surroundings& around_;
  const TwilioConfig& twilio_;
  const twilio::AccountSid account_;
  TwilioFacts& facts_;
  twilio::RetryRules rules_{.tries = 1, .try_timeout = longest_answer};
  std::optional<Untold> silence_;                ///< once Twilio did not answer: it is asked no more
  std::optional<twilio::RestCredentials> best_;  ///< the first that were right
};

}  // namespace

util::Task<TwilioFacts> ask_twilio(const Surroundings& around, const std::optional<phone::E164>& caller_id) {
  TwilioFacts facts{.api_url = around.config.twilio.api_url};
  if (!around.config.twilio.account_sid) co_return facts;
  Questions questions(around, facts);
  const bool reached = co_await questions.reach();
  if (!reached) co_return facts;
  co_await questions.ask_about_credentials();
  co_await questions.ask_about_application();
  if (caller_id) co_await questions.ask_about_caller_id(*caller_id);
  co_await questions.ask_about_countries();
  co_return facts;
}

}  // namespace teleperson::gateway::checks
