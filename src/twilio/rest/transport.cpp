#include "twilio/rest/transport.h"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

namespace teleperson::twilio {

namespace {

using Answer = std::expected<http::ClientResponse, http::ClientError>;

bool is_success(const http::ClientResponse& response) {
  return response.status >= 200 && response.status < 300;
}

/// Whether the same request may do better in a moment.
bool may_retry(const Answer& answer, bool has_effects) {
  if (!answer) {
    using Kind = http::ClientError::Kind;
    const auto kind = answer.error().kind;
    return kind == Kind::connect || (!has_effects && (kind == Kind::timeout || kind == Kind::other));
  }
  return answer->status == 429 || (!has_effects && answer->status >= 500);
}

std::optional<std::chrono::seconds> wish_of(const Answer& answer, util::Timestamp now) {
  if (!answer) return std::nullopt;
  const auto& headers = answer->headers;
  const auto found = std::ranges::find(headers, "retry-after", &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::nullopt : parse_retry_after(found->second, now);
}

RestError out_of_time() {
  return {.kind = RestError::Kind::unavailable, .code = std::nullopt, .message = "Twilio's REST API: no time is left"};
}

RestResult<boost::json::object> to_document(const http::ClientResponse& response) {
  boost::system::error_code failure;
  auto document = boost::json::parse(response.body, failure);
  if (failure || !document.is_object()) {
    return std::unexpected(unexpected_answer(response.status, "is no JSON object: is the base URL Twilio's?"));
  }
  return std::move(document.as_object());
}

}  // namespace

util::Task<RestResult<boost::json::object>> Transport::get(std::string url) const {
  http::ClientRequest request;
  request.url = std::move(url);
  return send(std::move(request));
}

util::Task<RestResult<boost::json::object>> Transport::post(std::string url, util::FormFields fields) const {
  http::ClientRequest request;
  request.method = "POST";
  request.url = std::move(url);
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = util::encode_form(fields);
  return send(std::move(request));
}

util::Task<RestResult<boost::json::object>> Transport::send(http::ClientRequest request) const {
  constexpr std::size_t largest_page = 8 * 1024 * 1024;  // a thousand call records
  request.headers.emplace_back("Accept", "application/json");
  request.user = credentials_.user;
  request.password = credentials_.password;
  request.max_response_bytes = largest_page;
  const bool has_effects = request.method != "GET";

  for (int failures = 0;; ++failures) {
    request.total_timeout = rules_.try_timeout;
    if (rules_.deadline) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(*rules_.deadline - pace_->now());
      if (left <= left.zero()) co_return std::unexpected(out_of_time());
      request.total_timeout = std::min(request.total_timeout, left);
    }
    const auto answer = co_await http_.send(request);
    if (answer && is_success(*answer)) co_return to_document(*answer);

    auto error = answer ? to_rest_error(*answer) : to_rest_error(answer.error());
    using Credential = RestError::Credential;
    error.asked_with = credentials_.is_api_key() ? Credential::api_key : Credential::auth_token;
    if (!may_retry(answer, has_effects) || failures + 1 >= rules_.tries) co_return std::unexpected(std::move(error));
    std::chrono::milliseconds wait = backoff(rules_, failures, pace_->random());
    if (const auto wish = wish_of(answer, pace_->now())) {
      error.retry_after = wish;
      if (*wish > rules_.longest_retry_after) co_return std::unexpected(std::move(error));
      wait = std::max<std::chrono::milliseconds>(wait, *wish);
    }
    co_await pace_->pause(wait);
  }
}

}  // namespace teleperson::twilio
