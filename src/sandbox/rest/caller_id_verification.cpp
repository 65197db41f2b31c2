#include "sandbox/rest/caller_id_verification.h"

#include <charconv>
#include <chrono>
#include <random>
#include <string>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "phone/e164.h"
#include "sandbox/rest/fields.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {
namespace {

namespace asio = boost::asio;

struct Verification {
  std::string e164;
  std::string friendly_name;
  std::string call_sid = random_call_sid();
  std::chrono::seconds delay{0};
  twiml::Callback callback;
};

std::optional<std::chrono::seconds> call_delay(const std::string& text) {
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_right = error == std::errc() && end == text.data() + text.size() && seconds >= 0 && seconds <= 60;
  return is_right ? std::optional(std::chrono::seconds(seconds)) : std::nullopt;
}

bool somebody_picks_up(const Settings& settings, const std::string& e164) {
  const auto behaviour = Script(settings.script).behaviour_of(e164);
  return !behaviour || *behaviour == Behaviour::answer || *behaviour == Behaviour::long_talk;
}

util::Task<> call_and_ask(asio::any_io_executor executor, Services& services, Verification verification) {
  asio::steady_timer timer(executor, verification.delay);
  co_await timer.async_wait(asio::use_awaitable);
  const bool verified = somebody_picks_up(services.settings, verification.e164);
  util::FormFields fields{{"AccountSid", services.account.sid.text()},
                          {"CallSid", verification.call_sid},
                          {"Called", verification.e164},
                          {"To", verification.e164},
                          {"VerificationStatus", verified ? "success" : "failed"}};
  if (verified && !services.state.may_show(verification.e164)) {
    services.state.caller_ids.push_back({.sid = random_sid("PN"),
                                         .e164 = verification.e164,
                                         .friendly_name = verification.friendly_name,
                                         .created = services.clock.now()});
    fields.emplace_back("OutgoingCallerIdSid", services.state.caller_ids.back().sid);
  }
  if (verification.callback.url.empty()) co_return;
  Webhook webhook{WebhookKind::status, verification.call_sid, std::move(verification.callback), std::move(fields)};
  co_await services.webhooks.send(std::move(webhook));
}

}  // namespace

http::Response verify_caller_id(const asio::any_io_executor& executor, Services& services, const RestRequest& request) {
  const std::string* number = util::find_field(request.form, "PhoneNumber");
  if (number == nullptr || !phone::E164::parse(*number)) {
    return rest_error(400, 21211, "PhoneNumber must be a number in E.164 form");
  }
  if (services.state.may_show(*number)) return rest_error(400, 21450, "The number is verified already");
  Verification verification{.e164 = *number, .friendly_name = *number, .callback = {}};
  if (auto wrong = take_friendly_name(request, verification.friendly_name)) return *std::move(wrong);
  if (auto wrong = take_url(request, "StatusCallback", verification.callback.url)) return *std::move(wrong);
  std::string method = "POST";
  if (auto wrong = take_method(request, "StatusCallbackMethod", method)) return *std::move(wrong);
  if (method == "GET") verification.callback.method = twiml::HttpMethod::get;
  if (const std::string* delay = util::find_field(request.form, "CallDelay")) {
    const auto seconds = call_delay(*delay);
    if (!seconds) return rest_error(400, 20001, "CallDelay must be 0 to 60");
    verification.delay = *seconds;
  }

  std::random_device random;
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("account_sid", services.account.sid.text());
    json.field("phone_number", verification.e164);
    json.field("friendly_name", verification.friendly_name);
    json.field("validation_code", fmt::format("{:06}", random() % 1'000'000));
    json.field("call_sid", verification.call_sid);
  });
  asio::co_spawn(executor, call_and_ask(executor, services, std::move(verification)), asio::detached);
  return http::Response::json(std::move(body));
}

}  // namespace teleperson::sandbox
