#include "sandbox/call/dialled_leg.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "sandbox/callee/sip.h"
#include "sandbox/inspector/inspector.h"
#include "sandbox/webhook/parameters.h"

namespace teleperson::sandbox {

namespace asio = boost::asio;

namespace {

LegStatus status_of_refusal(int sip_response_code) {
  switch (sip_response_code) {
    case sip_busy_here:
    case sip_busy_everywhere:
    case sip_decline:
      return LegStatus::busy;
    case sip_temporarily_unavailable:
      return LegStatus::no_answer;
    case sip_not_found:
    default:
      return LegStatus::failed;
  }
}

std::string_view verdict(bool finished, bool is_machine, twiml::MachineDetection mode) {
  if (!finished) return "unknown";
  if (!is_machine) return "human";
  return mode == twiml::MachineDetection::enable ? "machine_start" : "machine_end_beep";
}

}  // namespace

DialledLeg::DialledLeg(const asio::any_io_executor& executor, Services& services, Call& call,
                       const twiml::Number& number, const std::string& caller_id)
    : services_(services),
      call_(call.weak_from_this()),
      number_(number),
      offer_(call.request.offer),
      leg_(std::make_shared<CallLeg>()),
      callbacks_(std::make_shared<CallbackQueue>(executor, services.webhooks)),
      detection_(executor) {
  leg_->parent_sid = call.parent.sid;
  leg_->from = caller_id;
  leg_->to = number.number;
  leg_->created = services.clock.now();
  call.children.push_back(leg_);
}

void DialledLeg::note(std::string text, util::FormFields further) const {
  util::FormFields details{{"to", leg_->to}, {"CallSid", leg_->sid}};
  std::ranges::move(further, std::back_inserter(details));
  services_.inspector.note(leg_->sid,
                           {.kind = "leg", .text = std::move(text), .details = std::move(details), .findings = {}});
}

void DialledLeg::dial(std::size_t index) {
  report(number_.status_events.initiated);
  CalleeListener listener = [call = call_, index](CalleeEvent event) {
    if (const auto running = call.lock()) running->events.post(CalleeNews{index, std::move(event)});
  };
  callee_ = services_.callees.dial({leg_->sid, leg_->to, leg_->from, offer_}, std::move(listener));
}

void DialledLeg::ringing() {
  if (!leg_->advance(LegStatus::ringing, services_.clock.now())) return;
  note("The callee's phone rings");
  report(number_.status_events.ringing);
}

void DialledLeg::answered(bool is_machine) {
  leg_->advance(LegStatus::in_progress, services_.clock.now());
  note(is_machine ? "An answering machine answers" : "The callee answers");
  report(number_.status_events.answered);
  if (number_.machine_detection == twiml::MachineDetection::off || !number_.machine_detection_callback) return;
  auto detection = [self = shared_from_this(), is_machine] { return self->detect_machine(is_machine); };
  asio::co_spawn(detection_.get_executor(), std::move(detection), asio::detached);
}

void DialledLeg::refused(int sip_response_code) {
  finish(status_of_refusal(sip_response_code), sip_response_code);
}

void DialledLeg::finish(LegStatus status, int sip_response_code) {
  if (is_over()) return;
  callee_->end();
  leg_->sip_response_code = leg_->answered ? sip_ok : sip_response_code;
  leg_->advance(status, services_.clock.now());
  note("The callee's leg is over",
       {{"status", std::string(to_string(status))}, {"SIP", std::to_string(*leg_->sip_response_code)}});
  detection_.cancel();
  report(number_.status_events.completed);
}

void DialledLeg::report(bool wanted) {
  if (!wanted || !number_.status_callback) return;
  auto fields = child_status_fields(services_.account, *leg_, leg_->next_sequence_number++, services_.clock.now());
  callbacks_->fire({WebhookKind::status, leg_->sid, *number_.status_callback, std::move(fields)});
}

util::Task<> DialledLeg::detect_machine(bool is_machine) {
  const auto began = std::chrono::steady_clock::now();
  if (!is_over()) {
    detection_.expires_after(services_.settings.machine_detection_time);
    co_await detection_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  leg_->answered_by = verdict(!is_over(), is_machine, number_.machine_detection);
  auto fields = machine_detection_fields(services_.account, *leg_, leg_->answered_by, time);
  // In a queue of its own: a slow status callback does not hold it up.
  const auto queue = std::make_shared<CallbackQueue>(detection_.get_executor(), services_.webhooks);
  queue->fire({WebhookKind::machine_detection, leg_->sid, *number_.machine_detection_callback, std::move(fields)});
}

}  // namespace teleperson::sandbox
