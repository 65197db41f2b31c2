#include "gateway/use_cases/voice_webhook.h"

#include <utility>

#include "twilio/twiml.h"

namespace teleperson::gateway {

namespace {

std::string reject(const Services& services, policy::Reason reason) {
  services.metrics.denied(DenialStage::webhook, reason);
  services.log.warn("voice.rejected", {{"reason", policy::to_string(reason)}});
  return twilio::reject_twiml();
}

/// Before any call is looked up: so no call can show it.
std::string reject_stranger(const Services& services, policy::Reason reason, std::string_view why) {
  services.refused_webhooks.note(WebhookKind::voice, why, services.clock.now());
  return reject(services, reason);
}

std::string dial(const Services& services, const store::Dial& dial) {
  services.metrics.ticket_redeemed();
  services.log.info("voice.dialed", {{"call_id", dial.call_id.text()}});
  const auto& setup = services.setup;
  twilio::DialTwiml twiml{.number = dial.number,
                          .caller_id = dial.caller_id,
                          .time_limit = dial.time_limit,
                          .action_url = setup.callback_url("dial-result", dial.call_id),
                          .status_url = setup.callback_url("status", dial.call_id),
                          .answering_machine_url = std::nullopt};
  if (dial.voicemail_detection) twiml.answering_machine_url = setup.callback_url("amd", dial.call_id);
  return twilio::to_twiml(twiml);
}

}  // namespace

util::Task<Answer<std::string>> answer_voice_webhook(const Services& services, const twilio::VoiceRequest& request) {
  const auto& setup = services.setup;
  if (!request.application_sid.empty() && !setup.is_own_application(request.application_sid)) {
    co_return reject_stranger(services, policy::Reason::voice_not_configured, "other_application");
  }
  if (!request.caller) co_return reject_stranger(services, policy::Reason::unauthorized, "no_identity");
  if (!request.ticket) co_return reject_stranger(services, policy::Reason::ticket_unknown, "no_ticket");

  const auto now = services.clock.now();
  const store::Redemption redemption{
      .ticket_hash = request.ticket->hash(), .user = request.caller->user(), .call_sid = request.call_sid, .now = now};
  const policy::Request question{.stage = policy::Stage::webhook, .server = setup.policy_server()};
  store::Decide decide = [question, now](const policy::Facts& facts) { return policy::decide(question, facts, now); };

  const auto redeemed = co_await services.store.redeem(redemption, std::move(decide));
  if (!redeemed) {
    services.metrics.store_error("redeem");
    co_return std::unexpected<Refusal>(Trouble::unavailable);
  }
  if (!*redeemed) co_return reject(services, redeemed->error());
  services.watch.look_now();
  co_return dial(services, **redeemed);
}

}  // namespace teleperson::gateway
