#include "sandbox/handset/phone.h"

#include <utility>

#include "sandbox/callee/sip.h"

namespace teleperson::sandbox {
namespace {

namespace json = boost::json;

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

std::string_view to_string(Phone::State state) {
  switch (state) {
    case Phone::State::idle:
      return "idle";
    case Phone::State::ringing:
      return "ringing";
    case Phone::State::in_call:
      return "in_call";
  }
  return "idle";
}

void Phone::send(std::string_view type, json::object payload) {
  socket_.send(make_frame(type, std::move(payload)));
}

void Phone::ring(const Invitation& invitation, CalleeListener listener) {
  state_ = State::ringing;
  call_sid_ = invitation.call_sid;
  listener_ = std::move(listener);
  send("incoming",
       {{"callsid", invitation.call_sid}, {"to", invitation.to}, {"from", invitation.from}, {"sdp", invitation.offer}});
  listener_(CalleeRinging{});
}

void Phone::end(std::string_view call_sid) {
  if (!is_in(call_sid)) return;
  send(state_ == State::ringing ? "cancel" : "hangup", {{"callsid", call_sid_}});
  state_ = State::idle;
  listener_ = nullptr;
}

void Phone::press(std::string_view call_sid, std::string_view digits) {
  if (is_in(call_sid)) send("dtmf", {{"callsid", call_sid_}, {"digits", view(digits)}});
}

void Phone::reinvite(std::string_view call_sid, std::string_view offer) {
  if (is_in(call_sid)) send("reinvite", {{"callsid", call_sid_}, {"sdp", view(offer)}});
}

void Phone::handle(const Frame& frame) {
  if (!is_in(text_of(frame.payload, "callsid"))) return;
  if (frame.type == "answer") {
    pick_up(frame, false);
  } else if (frame.type == "voicemail") {
    pick_up(frame, true);
  } else if (frame.type == "decline" && state_ == State::ringing) {
    leave(CalleeRefused{sip_decline});
  } else if (frame.type == "hangup" && state_ == State::in_call) {
    leave(CalleeHungUp{});
  } else if (frame.type == "reanswer" && state_ == State::in_call) {
    listener_(CalleeReanswered{std::string(text_of(frame.payload, "sdp"))});
  }
}

void Phone::pick_up(const Frame& frame, bool is_machine) {
  const std::string_view sdp = text_of(frame.payload, "sdp");
  if (state_ != State::ringing) return;
  if (sdp.empty()) {
    send("error", {{"message", "An answer needs its sdp."}});
    return;
  }
  state_ = State::in_call;
  listener_(CalleeAnswered{std::string(sdp), is_machine});
}

void Phone::power_off() {
  if (state_ == State::ringing) {
    leave(CalleeRefused{sip_temporarily_unavailable});
  } else if (state_ == State::in_call) {
    leave(CalleeHungUp{});
  }
}

void Phone::leave(CalleeEvent event) {
  state_ = State::idle;
  const CalleeListener listener = std::exchange(listener_, nullptr);
  listener(std::move(event));
}

}  // namespace teleperson::sandbox
