#include "sandbox/webhook/webhook_client.h"

#include <algorithm>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "twilio/signature.h"
#include "util/crypto.h"

namespace teleperson::sandbox {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t longest_answer = std::size_t{64} * 1024;  // Twilio error 11750

/// Twilio signs and calls https URLs without the default port.
/// https://www.twilio.com/docs/usage/webhooks/webhooks-security
std::string without_default_port(std::string url) {
  constexpr std::string_view scheme = "https://";
  constexpr std::string_view port = ":443";
  if (!url.starts_with(scheme)) return url;
  const std::size_t host_end = std::min(url.find_first_of("/?", scheme.size()), url.size());
  if (std::string_view(url).substr(0, host_end).ends_with(port)) url.erase(host_end - port.size(), port.size());
  return url;
}

AttemptResult result_of(http::ClientError::Kind kind) {
  switch (kind) {
    case http::ClientError::Kind::connect:
    case http::ClientError::Kind::tls:
      return AttemptResult::connect_failed;
    case http::ClientError::Kind::timeout:
      return AttemptResult::read_timeout;
    case http::ClientError::Kind::too_large:
    case http::ClientError::Kind::other:
      return AttemptResult::broken_answer;
  }
  return AttemptResult::broken_answer;
}

int error_code_of(http::ClientError::Kind kind) {
  switch (kind) {
    case http::ClientError::Kind::connect:
      return 11205;
    case http::ClientError::Kind::tls:
      return 11220;
    case http::ClientError::Kind::too_large:
      return 11750;
    case http::ClientError::Kind::timeout:
    case http::ClientError::Kind::other:
      return 11200;
  }
  return 11200;
}

bool is_callback(WebhookKind kind) {
  return kind != WebhookKind::voice && kind != WebhookKind::fallback;
}

std::string header_of(const http::ClientResponse& response, std::string_view wanted) {
  for (const auto& [name, value] : response.headers) {
    if (name == wanted) return value;
  }
  return {};
}

util::Task<> wait(milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

/// A webhook on its way: what all its attempts share.
struct WebhookClient::Delivery {
  Webhook webhook;
  http::ClientRequest request;
  ConnectionOverrides overrides;
  std::string signature;
  std::string idempotency_token;
};

struct WebhookClient::Attempt {
  int http_status = 0;  // 0: no answer
  AttemptResult result = AttemptResult::broken_answer;
  WebhookAnswer answer;
  WebhookFailure failure;
};

WebhookClient::WebhookClient(http::Client& http, const util::Secret& auth_token, const util::Clock& clock)
    : http_(http), auth_token_(auth_token), clock_(clock) {}

WebhookClient::Delivery WebhookClient::prepare(Webhook webhook) const {
  Delivery delivery;
  delivery.idempotency_token = util::random_hex(16);
  WebhookUrl target = parse_webhook_url(webhook.target.url);
  delivery.overrides = target.overrides;

  http::ClientRequest& request = delivery.request;
  request.url = without_default_port(std::move(target.url));
  request.max_response_bytes = longest_answer;
  util::FormFields signed_fields;
  if (webhook.target.method == twiml::HttpMethod::post) {
    request.method = "POST";
    request.body = util::encode_form(webhook.fields);
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    signed_fields = webhook.fields;
  } else {
    request.url += request.url.contains('?') ? '&' : '?';
    request.url += util::encode_form(webhook.fields);
  }
  request.headers.emplace_back("User-Agent", "TwilioProxy/1.1");
  request.headers.emplace_back("I-Twilio-Idempotency-Token", delivery.idempotency_token);
  delivery.signature = twilio::sign(auth_token_, request.url, signed_fields);
  request.headers.emplace_back("X-Twilio-Signature", delivery.signature);
  delivery.webhook = std::move(webhook);
  return delivery;
}

util::Task<std::expected<WebhookAnswer, WebhookFailure>> WebhookClient::send(Webhook webhook) {
  Delivery delivery = prepare(std::move(webhook));
  if (is_callback(delivery.webhook.kind)) {
    if (faults_.drops(delivery.webhook.kind)) {
      JournalEntry entry;
      entry.at = clock_.now();
      entry.url = delivery.request.url;
      entry.idempotency_token = delivery.idempotency_token;
      entry.webhook = std::move(delivery.webhook);
      entry.dropped = true;
      entry.finished = true;
      journal_.add(std::move(entry));
      co_return std::unexpected(WebhookFailure{WebhookFailure::dropped, "Dropped by a test control."});
    }
    const int copies = faults_.duplicate;
    if (faults_.delay > milliseconds(0)) co_await wait(faults_.delay);
    if (copies > 0) {
      asio::co_spawn(co_await asio::this_coro::executor, repeat(delivery, copies), asio::detached);
    }
  }
  auto answer = co_await deliver(std::move(delivery));
  co_return answer;
}

util::Task<> WebhookClient::repeat(Delivery delivery, int times) {
  for (int time = 0; time < times; ++time)
    co_await deliver(delivery);
}

util::Task<std::expected<WebhookAnswer, WebhookFailure>> WebhookClient::deliver(Delivery delivery) {
  JournalEntry entry;
  entry.at = clock_.now();
  entry.webhook = delivery.webhook;
  entry.url = delivery.request.url;
  entry.signature = delivery.signature;
  entry.idempotency_token = delivery.idempotency_token;
  const std::uint64_t id = journal_.add(std::move(entry));

  const auto begin = steady_clock::now();
  const auto spent = [](steady_clock::time_point since) {
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - since);
  };
  Attempt last;
  ++in_flight_;
  for (int attempts = 1;; ++attempts) {
    const auto attempt_began = steady_clock::now();
    last = co_await attempt(delivery, delivery.overrides.total_timeout - spent(begin));
    journal_.add_attempt(
        id, {last.http_status, last.failure.message, spent(attempt_began), last.result, last.failure.code});
    const bool time_is_left = spent(begin) < delivery.overrides.total_timeout;
    if (!time_is_left || !should_retry(delivery.overrides, last.result, attempts)) break;
  }
  --in_flight_;
  journal_.finish(id, {last.answer.content_type, last.answer.location, last.answer.body});
  if (last.result == AttemptResult::success) co_return std::move(last.answer);
  co_return std::unexpected(std::move(last.failure));
}

util::Task<WebhookClient::Attempt> WebhookClient::attempt(const Delivery& delivery, milliseconds time_left) {
  http::ClientRequest request = delivery.request;
  const ConnectionOverrides& overrides = delivery.overrides;
  request.connect_timeout = std::min(overrides.connect_timeout, time_left);
  request.total_timeout = std::min(overrides.connect_timeout + overrides.read_timeout, time_left);

  auto response = co_await http_.send(std::move(request));
  Attempt attempt;
  if (!response) {
    attempt.result = result_of(response.error().kind);
    attempt.failure = {error_code_of(response.error().kind), std::move(response.error().message)};
    co_return attempt;
  }
  attempt.http_status = response->status;
  attempt.result = attempt_result(response->status);
  attempt.answer = {header_of(*response, "content-type"), std::move(response->body), header_of(*response, "location")};
  if (attempt.result != AttemptResult::success) {
    attempt.failure = {11200, fmt::format("The application answered {}.", response->status)};
  }
  co_return attempt;
}

}  // namespace teleperson::sandbox
