#include "gateway/setup.h"

#include <algorithm>

namespace teleperson::gateway {

namespace {

std::vector<Setup::Key> find_keys(const Config& config) {
  const auto& twilio = config.twilio;
  const bool has_auth_token = std::ranges::any_of(twilio.auth_tokens, [](const auto& token) { return !token.empty(); });
  return {{"PUBLIC_URL", !config.public_url.empty()},
          {"TWILIO_ACCOUNT_SID", twilio.account_sid.has_value()},
          {"TWILIO_AUTH_TOKEN", has_auth_token},
          {"TWILIO_API_KEY_SID", twilio.api_key_sid.has_value()},
          {"TWILIO_API_KEY_SECRET", !twilio.api_key_secret.empty()},
          {"TWILIO_TWIML_APP_SID", twilio.twiml_app_sid.has_value()}};
}

std::vector<std::string_view> find_missing(const std::vector<Setup::Key>& keys) {
  std::vector<std::string_view> missing;
  for (const auto& key : keys) {
    if (!key.is_set) missing.push_back(key.name);
  }
  return missing;
}

std::optional<std::string> find_sandbox(std::string_view api_url) {
  constexpr std::string_view scheme = "http://";
  if (!api_url.starts_with(scheme)) return std::nullopt;
  const auto authority = api_url.substr(scheme.size(), api_url.find('/', scheme.size()) - scheme.size());
  const auto host = authority.starts_with('[') ? authority.substr(0, authority.find(']') + 1)
                                               : authority.substr(0, authority.find(':'));
  if (host != "127.0.0.1" && host != "localhost" && host != "[::1]") return std::nullopt;
  return std::string(authority);
}

}  // namespace

std::vector<std::string_view> missing_keys(const Config& config) {
  return find_missing(find_keys(config));
}

Setup::Setup(const Config& config, http::Client& http)
    : config_(config),
      keys_(find_keys(config)),
      missing_(find_missing(keys_)),
      rest_(make_rest(http, {})),
      sandbox_host_(find_sandbox(config.twilio.api_url)) {
  const auto& twilio = config.twilio;
  if (twilio.account_sid) policy_server_.account_sid = twilio.account_sid->text();
  policy_server_.has_secrets = missing_.empty();
  if (!missing_.empty()) return;
  minter_.emplace(*twilio.account_sid, *twilio.api_key_sid, twilio.api_key_secret, *twilio.twiml_app_sid);
}

std::optional<twilio::RestClient> Setup::make_rest(http::Client& http, const twilio::RetryRules& rules) const {
  if (!missing_.empty()) return std::nullopt;
  const auto& twilio = config_.twilio;
  return twilio::RestClient(
      http, twilio::RestUrls{twilio.api_url, twilio.voice_url, twilio.iam_url}, *twilio.account_sid,
      twilio::RestCredentials::of_key(*twilio.api_key_sid, twilio.api_key_secret), twilio::RetryPace::system(), rules);
}

bool Setup::is_own_account(std::string_view account_sid) const {
  return config_.twilio.account_sid && config_.twilio.account_sid->text() == account_sid;
}

bool Setup::is_own_application(std::string_view application_sid) const {
  return config_.twilio.twiml_app_sid && config_.twilio.twiml_app_sid->text() == application_sid;
}

std::string Setup::public_url(std::string_view target) const {
  return std::string(config_.public_url).append(target);
}

std::string Setup::own_origin() const {
  if (config_.public_url.empty()) return "http://" + config_.listen_address;
  const auto authority = config_.public_url.find("://") + 3;
  return config_.public_url.substr(0, config_.public_url.find('/', authority));
}

std::string Setup::callback_url(std::string_view name, const calls::CallId& call) const {
  return public_url("/v1/twilio/").append(name).append("?call=").append(call.text());
}

}  // namespace teleperson::gateway
