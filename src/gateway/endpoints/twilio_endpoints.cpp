#include "gateway/endpoints/twilio_endpoints.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "errors/find.h"
#include "gateway/endpoints/problems.h"
#include "gateway/endpoints/webhook_gate.h"
#include "gateway/use_cases/callbacks.h"
#include "gateway/use_cases/voice_webhook.h"
#include "twilio/twiml.h"

namespace teleperson::gateway {

namespace {

http::Response twiml(std::string document) {
  // The document holds the number to dial.
  return http::Response{.status = 200, .content_type = "text/xml", .body = std::move(document), .headers = {}}
      .no_store();
}

http::Response malformed(const Services& services, WebhookKind kind) {
  services.metrics.callback(kind, CallbackFate::malformed);
  services.log.warn("webhook.malformed", {{"kind", to_string(kind)}});
  return bad_request("A CallSid is missing or malformed.");
}

util::Task<http::Response> voice(const Services& services, const http::Request& request) {
  const auto fields = admit_webhook(services, WebhookKind::voice, request);
  if (!fields) co_return fields.error();
  const auto voice_request = twilio::parse_voice_request(*fields);
  if (!voice_request) co_return malformed(services, WebhookKind::voice);
  auto document = co_await answer_voice_webhook(services, *voice_request);
  if (!document) co_return to_problem(document.error());
  co_return twiml(std::move(*document));
}

/// The id that our TwiML put into the callback's URL.
std::optional<calls::CallId> correlation(const http::Request& request) {
  const auto query = util::parse_form(request.query);
  const auto* call = query ? util::find_field(*query, "call") : nullptr;
  return call ? calls::CallId::parse(*call) : std::nullopt;
}

/// `parse`: what makes news of the form. `done`: the answer once the news is stored.
util::Task<http::Response> callback(const Services& services, const http::Request& request, WebhookKind kind,
                                    twilio::CallbackResult (*parse)(const util::FormFields&), http::Response done) {
  const auto fields = admit_webhook(services, kind, request);
  if (!fields) co_return fields.error();
  const auto news = parse(*fields);
  if (!news) co_return malformed(services, kind);
  const auto call = correlation(request);
  const auto merged = co_await merge_callback(services, kind, call, *news);
  if (!merged) co_return to_problem(merged.error());
  co_return done;
}

util::Task<http::Response> dial_result(const Services& services, const http::Request& request) {
  return callback(services, request, WebhookKind::dial_result, twilio::parse_dial_result,
                  twiml(twilio::hangup_twiml()));
}

util::Task<http::Response> status(const Services& services, const http::Request& request) {
  return callback(services, request, WebhookKind::status, twilio::parse_status, http::Response::no_content());
}

util::Task<http::Response> amd(const Services& services, const http::Request& request) {
  return callback(services, request, WebhookKind::amd, twilio::parse_answering_machine, http::Response::no_content());
}

/// Twilio's error code, such as 11200; empty if it is not one.
std::string_view error_code(const util::FormFields& fields) {
  constexpr std::size_t longest_code = 6;
  const auto* code = util::find_field(fields, "ErrorCode");
  const bool is_code =
      code && code->size() <= longest_code && std::ranges::all_of(*code, [](char c) { return c >= '0' && c <= '9'; });
  return is_code ? std::string_view(*code) : std::string_view();
}

/// Asked when the voice URL failed. Dialling from here could dial twice.
util::Task<http::Response> fallback(const Services& services, const http::Request& request) {
  const auto fields = admit_webhook(services, WebhookKind::fallback, request);
  if (!fields) co_return fields.error();
  services.metrics.fallback();
  const auto call = twilio::parse_voice_request(*fields);
  const auto call_sid = call ? std::string_view(call->call_sid.text()) : std::string_view();
  const auto code = error_code(*fields);
  const auto* known = errors::find(code);
  services.log.error(
      "twilio.fallback",
      {{"error_code", code}, {"error", known != nullptr ? known->label : std::string_view()}, {"call_sid", call_sid}});
  co_return twiml(twilio::hangup_twiml());
}

using TwilioEndpoint = util::Task<http::Response> (*)(const Services&, const http::Request&);

http::Handler for_twilio(const Services& services, TwilioEndpoint endpoint) {
  return [&services, endpoint](const http::Request& request) { return endpoint(services, request); };
}

}  // namespace

void add_twilio_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/twilio/voice", for_twilio(services, voice));
  router.add(http::Method::post, "/v1/twilio/dial-result", for_twilio(services, dial_result));
  router.add(http::Method::post, "/v1/twilio/status", for_twilio(services, status));
  router.add(http::Method::post, "/v1/twilio/amd", for_twilio(services, amd));
  router.add(http::Method::post, "/v1/twilio/fallback", for_twilio(services, fallback));
}

}  // namespace teleperson::gateway
