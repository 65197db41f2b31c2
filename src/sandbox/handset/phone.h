#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "http/websocket.h"
#include "sandbox/callee/callee.h"
#include "sandbox/frame.h"

namespace teleperson::sandbox {

/// One handset: a socket of the handset page. It is in one call at a time. One thread.
class Phone {
 public:
  enum class State { idle, ringing, in_call };

  /// `number`: E.164, or `*` for every number that has no phone of its own.
  Phone(std::string number, http::WebSocket socket) : number_(std::move(number)), socket_(std::move(socket)) {}

  const std::string& number() const { return number_; }
  State state() const { return state_; }

  /// Rings. Only when idle.
  void ring(const Invitation&, CalleeListener);
  /// The call is over on the caller's side. Ignored if the phone has left that call.
  void end(std::string_view call_sid);
  void press(std::string_view call_sid, std::string_view digits);
  void reinvite(std::string_view call_sid, std::string_view offer);

  /// What the person does. Messages about another call than the present one are late, and ignored.
  void handle(const Frame&);
  /// Switched off, or its socket is gone: an unanswered call is refused, an answered one hung up.
  void power_off();

 private:
  bool is_in(std::string_view call_sid) const { return state_ != State::idle && call_sid == call_sid_; }
  void pick_up(const Frame&, bool is_machine);
  /// Back to idle; then the caller is told.
  void leave(CalleeEvent);
  void send(std::string_view type, boost::json::object payload);

  std::string number_;
  http::WebSocket socket_;
  State state_ = State::idle;
  std::string call_sid_;
  CalleeListener listener_;
};

/// `idle`, `ringing` or `in_call`.
std::string_view to_string(Phone::State);

}  // namespace teleperson::sandbox
