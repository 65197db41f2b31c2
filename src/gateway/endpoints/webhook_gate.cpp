#include "gateway/endpoints/webhook_gate.h"

#include <string_view>
#include <utility>

#include "gateway/endpoints/content_type.h"
#include "gateway/endpoints/problems.h"
#include "http/problem.h"
#include "twilio/signature.h"
#include "twilio/voice_request.h"

namespace teleperson::gateway {

namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

std::unexpected<http::Response> refuse(const Services& services, WebhookKind kind, std::string_view reason,
                                       http::Response response) {
  services.metrics.webhook_refused(kind, reason);
  services.refused_webhooks.note(kind, reason, services.clock.now());
  services.log.warn("webhook.refused", {{"kind", to_string(kind)}, {"reason", reason}});
  return std::unexpected(std::move(response));
}

http::Response not_signed() {
  return http::problem(403, "invalid_signature", "The request is not signed for this URL",
                       "PUBLIC_URL must be the URL that Twilio is given, and TWILIO_AUTH_TOKEN that account's.");
}

http::Response of_another_account() {
  return http::problem(403, "invalid_signature", "The request is for another Twilio account",
                       "TWILIO_ACCOUNT_SID must be the account that owns the TwiML App.");
}

}  // namespace

std::expected<util::FormFields, http::Response> admit_webhook(const Services& services, WebhookKind kind,
                                                              const http::Request& request) {
  const auto& setup = services.setup;
  if (!setup.missing().empty()) {
    return refuse(services, kind, "voice_not_configured", to_problem(policy::Reason::voice_not_configured));
  }
  if (!has_media_type(request, form_type)) {
    return refuse(services, kind, "unsupported_media_type", unsupported_media_type(form_type));
  }
  auto fields = util::parse_form(request.body);
  if (!fields) {
    return refuse(services, kind, "bad_request", bad_request("Send a well-formed form of at most 256 fields."));
  }
  const auto url = setup.public_url(request.target);
  if (!twilio::verify(request.header("X-Twilio-Signature"), setup.auth_tokens(), url, *fields)) {
    return refuse(services, kind, "invalid_signature", not_signed());
  }
  if (twilio::repeats_reserved_name(*fields)) {
    return refuse(services, kind, "bad_request", bad_request("A field that Twilio sets stands twice in the form."));
  }
  const auto* account = util::find_field(*fields, "AccountSid");
  if (!account || !setup.is_own_account(*account)) {
    return refuse(services, kind, "other_account", of_another_account());
  }
  return std::move(*fields);
}

}  // namespace teleperson::gateway
