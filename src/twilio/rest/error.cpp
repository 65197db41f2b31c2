#include "twilio/rest/error.h"

#include <limits>
#include <string_view>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "errors/find.h"

namespace teleperson::twilio {

namespace {

using Kind = RestError::Kind;

std::optional<int> error_code(std::string_view body) {
  boost::system::error_code failure;
  const auto document = boost::json::parse(body, failure);
  if (failure || !document.is_object()) return std::nullopt;
  const auto* code = document.as_object().if_contains("code");
  if (!code || !code->is_int64()) return std::nullopt;
  const auto number = code->as_int64();
  if (number < 0 || number > std::numeric_limits<int>::max()) return std::nullopt;
  return static_cast<int>(number);
}

/// A key that is well known and may not do this: it cannot sign, is restricted, or lacks a permission.
bool is_about_permission(std::optional<int> code) {
  return code == 20159 || code == 20160 || code == 70051;
}

Kind kind_of(int status, std::optional<int> code) {
  constexpr int account_not_active = 20005;
  if (is_about_permission(code)) return Kind::not_allowed;
  if (code == account_not_active) return Kind::account_inactive;
  if (status == 403) return Kind::unexpected;  // a proxy's, or one of Twilio's that is not known here
  if (status == 401) return Kind::not_authenticated;
  if (status == 404) return Kind::not_found;
  if (status == 429) return Kind::rate_limited;
  if (status >= 400 && status < 500) return Kind::invalid;
  return status >= 500 ? Kind::unavailable : Kind::unexpected;
}

/// What is known of its code; null if there is none, or nothing is.
const errors::Entry* entry_of(std::optional<int> code) {
  return code ? errors::find(fmt::to_string(*code)) : nullptr;
}

std::string_view explain(Kind kind) {
  switch (kind) {
    case Kind::not_authenticated:
      return "it does not accept these credentials for this";
    case Kind::not_allowed:
      return "the key lacks the permission";
    case Kind::account_inactive:
      return "the account is not active";
    case Kind::not_found:
      return "it does not know this";
    case Kind::invalid:
      return "it does not accept the request";
    case Kind::rate_limited:
      return "too many requests at once";
    case Kind::unavailable:
      return "it is out of order";
    case Kind::unexpected:
      break;
  }
  return "which is not understood";
}

}  // namespace

RestError to_rest_error(const http::ClientResponse& response) {
  const auto code = error_code(response.body);
  const auto kind = kind_of(response.status, code);
  const auto with_code = code ? fmt::format(" with error {}", *code) : std::string();
  const auto* known = entry_of(code);
  return {.kind = kind,
          .http_status = response.status,
          .code = code,
          .message = fmt::format("Twilio answered {}{}: {}", response.status, with_code,
                                 known != nullptr ? known->label : explain(kind))};
}

RestError to_rest_error(const http::ClientError& error) {
  const auto kind =
      error.kind == http::ClientError::Kind::too_large ? RestError::Kind::unexpected : RestError::Kind::unavailable;
  return {.kind = kind, .code = std::nullopt, .message = "Twilio's REST API: " + error.message};
}

RestError unexpected_answer(int http_status, std::string_view what) {
  return {.kind = RestError::Kind::unexpected,
          .http_status = http_status,
          .code = std::nullopt,
          .message = fmt::format("Twilio's answer {}", what)};
}

std::string advice_on(const RestError& error) {
  const auto& wrong = errors::known("20003");
  const auto* known = error.kind == Kind::not_authenticated && !error.code ? &wrong : entry_of(error.code);
  if (known == &wrong && error.asked_with == RestError::Credential::auth_token) {
    return "TWILIO_AUTH_TOKEN must be the Auth Token of TWILIO_ACCOUNT_SID: see https://console.twilio.com. Of another "
           "region: set TWILIO_API_URL to it.";
  }
  if (known == &wrong && error.asked_with == RestError::Credential::api_key) {
    return "TWILIO_API_KEY_SECRET must be the secret of TWILIO_API_KEY_SID, and that a key of TWILIO_ACCOUNT_SID. Run: "
           "teleperson-voice doctor";
  }
  return known != nullptr ? fmt::format("{} {}", known->cause, known->remedy) : std::string();
}

}  // namespace teleperson::twilio
