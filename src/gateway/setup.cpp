#include "gateway/setup.h"

#include <algorithm>

namespace teleperson::gateway {

namespace {

std::vector<std::string_view> find_missing(const Config& config) {
  const auto& twilio = config.twilio;
  const bool has_auth_token = std::ranges::any_of(twilio.auth_tokens, [](const auto& token) { return !token.empty(); });
  std::vector<std::string_view> missing;
  if (config.public_url.empty()) missing.emplace_back("PUBLIC_URL");
  if (!twilio.account_sid) missing.emplace_back("TWILIO_ACCOUNT_SID");
  if (!has_auth_token) missing.emplace_back("TWILIO_AUTH_TOKEN");
  if (!twilio.api_key_sid) missing.emplace_back("TWILIO_API_KEY_SID");
  if (twilio.api_key_secret.empty()) missing.emplace_back("TWILIO_API_KEY_SECRET");
  if (!twilio.twiml_app_sid) missing.emplace_back("TWILIO_TWIML_APP_SID");
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

Setup::Setup(const Config& config, http::Client& http)
    : config_(config), missing_(find_missing(config)), sandbox_host_(find_sandbox(config.twilio.api_url)) {
  const auto& twilio = config.twilio;
  if (twilio.account_sid) policy_server_.account_sid = twilio.account_sid->text();
  policy_server_.has_secrets = missing_.empty();
  if (!missing_.empty()) return;
  minter_.emplace(*twilio.account_sid, *twilio.api_key_sid, twilio.api_key_secret, *twilio.twiml_app_sid);
  rest_.emplace(http, twilio.api_url, *twilio.account_sid, *twilio.api_key_sid, twilio.api_key_secret);
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
