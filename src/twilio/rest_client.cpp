#include "twilio/rest_client.h"

#include <optional>
#include <string_view>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace teleperson::twilio {

namespace {

/// `code` of Twilio's error document, which both its old and its new APIs have.
std::optional<std::int64_t> error_code(std::string_view body) {
  boost::system::error_code failure;
  const auto document = boost::json::parse(body, failure);
  if (failure || !document.is_object()) return std::nullopt;
  const auto* code = document.as_object().if_contains("code");
  if (!code || !code->is_int64()) return std::nullopt;
  return code->as_int64();
}

RestError to_error(const http::ClientResponse& response) {
  const auto kind = response.status == 404 ? RestError::Kind::not_found : RestError::Kind::unavailable;
  const auto code = error_code(response.body);
  return {kind, code ? fmt::format("Twilio answered {} with error {}", response.status, *code)
                     : fmt::format("Twilio answered {}", response.status)};
}

}  // namespace

RestClient::RestClient(http::Client& http, std::string api_url, AccountSid account, ApiKeySid key,
                       util::Secret api_key_secret)
    : http_(http),
      api_url_(std::move(api_url)),
      account_(std::move(account)),
      key_(std::move(key)),
      secret_(std::move(api_key_secret)) {}

util::Task<std::expected<void, RestError>> RestClient::end_call(const calls::CallSid& call) const {
  constexpr std::int64_t call_is_over = 21220;

  http::ClientRequest request;
  request.method = "POST";
  request.url = fmt::format("{}/2010-04-01/Accounts/{}/Calls/{}.json", api_url_, account_.text(), call.text());
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = "Status=completed";
  request.user = key_.text();
  request.password = secret_;

  const auto response = co_await http_.send(std::move(request));
  if (!response) co_return std::unexpected(RestError{RestError::Kind::unavailable, response.error().message});
  if (response->status >= 200 && response->status < 300) co_return std::expected<void, RestError>();
  if (error_code(response->body) == call_is_over) co_return std::expected<void, RestError>();
  co_return std::unexpected(to_error(*response));
}

}  // namespace teleperson::twilio
