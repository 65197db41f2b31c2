#include "sandbox/call/dial.h"

#include <algorithm>
#include <random>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "phone/e164.h"
#include "sandbox/callee/sip.h"
#include "sandbox/inspector/findings.h"
#include "sandbox/inspector/inspector.h"

namespace teleperson::sandbox {
namespace {

std::chrono::milliseconds random_up_to(std::chrono::milliseconds most) {
  std::random_device random;
  return std::chrono::milliseconds(random() % (static_cast<unsigned>(most.count()) + 1));
}

std::string name_of_refusal(int sip_response_code) {
  switch (sip_response_code) {
    case sip_busy_here:
    case sip_busy_everywhere:
      return "busy";
    case sip_decline:
      return "declined";
    case sip_temporarily_unavailable:
      return "not available";
    case sip_not_found:
      return "the number is not in service";
    default:
      return fmt::format("SIP {}", sip_response_code);
  }
}

std::string_view yes_or_no(bool flag) {
  return flag ? "true" : "false";
}

}  // namespace

DialRun::DialRun(boost::asio::any_io_executor executor, Services& services, Call& call, const twiml::Dial& dial)
    : executor_(std::move(executor)), services_(services), call_(call), dial_(dial) {}

bool DialRun::is_allowed() const {
  const auto refuse = [this](int code) {
    services_.inspector.note(call_.parent.sid, {.kind = "cause",
                                                .text = fmt::format("The Dial is refused with {}", code),
                                                .details = {},
                                                .findings = {finding_of_refused_dial(code)}});
    return false;
  };
  if (!services_.state.may_show(dial_.caller_id)) {
    return refuse(13214);
  }
  for (const twiml::Number& number : dial_.numbers) {
    if (!phone::E164::parse(number.number)) return refuse(13223);
  }
  return call_.caller.is_answered() ? refuse(13201) : true;
}

void DialRun::note_begin() const {
  util::FormFields details;
  for (const twiml::Number& number : dial_.numbers)
    details.emplace_back("to", number.number);
  details.emplace_back("callerId", dial_.caller_id);
  details.emplace_back("answerOnBridge", yes_or_no(dial_.answer_on_bridge));
  details.emplace_back("timeout", fmt::format("{} s", dial_.timeout.count()));
  details.emplace_back("timeLimit", fmt::format("{} s", dial_.time_limit.count()));
  details.emplace_back("record", yes_or_no(dial_.is_recorded));
  details.emplace_back("action", dial_.action ? dial_.action->url : "none");
  services_.inspector.note(call_.parent.sid, {.kind = "dial", .text = "Dial", .details = details, .findings = {}});
}

void DialRun::note_cause(std::string_view text) const {
  services_.inspector.note(call_.parent.sid,
                           {.kind = "cause", .text = std::string(text), .details = {}, .findings = {}});
}

DialRun::Deadline DialRun::ringing_ends() const {
  std::chrono::milliseconds ringing = dial_.timeout + random_up_to(services_.settings.longest_extra_ringing);
  if (const auto most = services_.settings.ring_timeout) ringing = std::min<std::chrono::milliseconds>(ringing, *most);
  return std::chrono::steady_clock::now() + ringing;
}

util::Task<DialRun::Result> DialRun::run() {
  note_begin();
  if (!is_allowed()) co_return Result{};
  if (!dial_.answer_on_bridge) {
    // Twilio would answer now and play ringing as audio; then the caller's leg counts, and is billed, from here.
    call_.parent.advance(LegStatus::in_progress, services_.clock.now());
  }
  for (const twiml::Number& number : dial_.numbers) {
    legs_.push_back(std::make_shared<DialledLeg>(executor_, services_, call_, number, dial_.caller_id));
  }
  for (std::size_t index = 0; index < legs_.size(); ++index)
    legs_[index]->dial(index);
  co_await ring();
  if (bridged_) co_await talk();
  co_return result();
}

util::Task<> DialRun::ring() {
  const Deadline deadline = ringing_ends();
  while (!bridged_ && !all_are_over()) {
    auto event = co_await call_.events.next(deadline);
    if (!event) {
      note_cause("Nobody answered in time");
      finish_all(LegStatus::no_answer, sip_request_terminated);
    } else if (auto* news = std::get_if<CalleeNews>(&*event)) {
      on_callee_while_ringing(*news);
    } else if (std::holds_alternative<CallerHungUp>(*event)) {
      note_cause("The caller hung up while it rang");
      caller_is_gone_ = true;
      finish_all(LegStatus::canceled, sip_request_terminated);
    } else if (const auto* end = std::get_if<EndRequested>(&*event)) {
      note_cause("Ended by a request to the REST API, or because the sandbox stops");
      if (DialledLeg* leg = find(end->call_sid)) {
        leg->finish(LegStatus::canceled, sip_request_terminated);
        last_over_ = leg->shared_from_this();
      } else {
        caller_is_gone_ = true;
        finish_all(LegStatus::canceled, sip_request_terminated);
      }
    }
  }
}

void DialRun::on_callee_while_ringing(CalleeNews& news) {
  DialledLeg& leg = *legs_[news.leg];
  if (leg.is_over()) return;
  if (std::holds_alternative<CalleeRinging>(news.event)) {
    leg.ringing();
    call_.caller.ringing();
  } else if (auto* answered = std::get_if<CalleeAnswered>(&news.event)) {
    bridge(leg, *answered);
  } else if (const auto* refused = std::get_if<CalleeRefused>(&news.event)) {
    leg.refused(refused->sip_response_code);
    last_over_ = leg.shared_from_this();
    const int code = refused->sip_response_code;
    if (all_are_over()) note_cause(fmt::format("The callee did not take the call: {}", name_of_refusal(code)));
  }
}

void DialRun::bridge(DialledLeg& leg, CalleeAnswered& answered) {
  bridged_ = leg.shared_from_this();
  for (const auto& other : legs_) {
    if (other != bridged_) other->finish(LegStatus::canceled, sip_request_terminated);
  }
  call_.parent.advance(LegStatus::in_progress, services_.clock.now());
  call_.caller.answer(answered.sdp);
  leg.answered(answered.is_machine);
}

util::Task<> DialRun::talk() {
  const Deadline deadline = std::chrono::steady_clock::now() + dial_.time_limit;
  while (!bridged_->is_over()) {
    auto event = co_await call_.events.next(deadline);
    if (!event) {
      note_cause("The Dial's timeLimit is reached");
      finish_all(LegStatus::completed, 0);
      break;
    }
    if (auto* news = std::get_if<CalleeNews>(&*event)) {
      on_callee_while_talking(*news);
    } else if (std::holds_alternative<CallerHungUp>(*event)) {
      note_cause("The caller hung up");
      caller_is_gone_ = true;
      finish_all(LegStatus::completed, 0);
    } else if (const auto* end = std::get_if<EndRequested>(&*event)) {
      note_cause("Ended by a request to the REST API, or because the sandbox stops");
      caller_is_gone_ = find(end->call_sid) == nullptr;
      finish_all(LegStatus::completed, 0);
    } else if (auto* reoffered = std::get_if<CallerReoffered>(&*event)) {
      bridged_->callee().reinvite(std::move(reoffered->sdp));
    } else if (const auto* pressed = std::get_if<CallerPressed>(&*event)) {
      bridged_->callee().press(pressed->digits);
    }
  }
}

void DialRun::on_callee_while_talking(CalleeNews& news) {
  if (legs_[news.leg] != bridged_) return;
  if (std::holds_alternative<CalleeHungUp>(news.event)) {
    note_cause("The callee hung up");
    finish_all(LegStatus::completed, 0);
  } else if (const auto* reanswered = std::get_if<CalleeReanswered>(&news.event)) {
    call_.caller.answer(reanswered->sdp);
  }
}

void DialRun::finish_all(LegStatus status, int sip_response_code) {
  for (const auto& leg : legs_) {
    if (leg->is_over()) continue;
    leg->finish(status, sip_response_code);
    last_over_ = leg;
  }
}

DialledLeg* DialRun::find(const std::string& call_sid) {
  const auto leg = std::ranges::find(legs_, call_sid, [](const auto& dialled) { return dialled->leg().sid; });
  return leg == legs_.end() ? nullptr : leg->get();
}

bool DialRun::all_are_over() const {
  return std::ranges::all_of(legs_, [](const auto& leg) { return leg->is_over(); });
}

DialRun::Result DialRun::result() const {
  CallLeg& leg = (bridged_ ? bridged_ : last_over_)->leg();
  Result result;
  result.outcome.status = leg.status;
  result.outcome.child_sid = leg.sid;
  result.outcome.bridged = bridged_ != nullptr;
  if (bridged_) result.outcome.duration_seconds = leg.duration_seconds(services_.clock.now());
  result.caller_is_gone = caller_is_gone_;
  return result;
}

}  // namespace teleperson::sandbox
