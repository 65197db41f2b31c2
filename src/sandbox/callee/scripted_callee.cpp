#include "sandbox/callee/scripted_callee.h"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "sandbox/callee/sip.h"

namespace teleperson::sandbox {

namespace asio = boost::asio;

namespace {}  // namespace

ScriptedCallee::ScriptedCallee(const asio::any_io_executor& executor, Behaviour behaviour, ScriptTiming timing,
                               asio::ip::address media_address, const util::Logger& log, CalleeListener listener)
    : timer_(executor),
      behaviour_(behaviour),
      timing_(timing),
      media_address_(std::move(media_address)),
      log_(log),
      listener_(std::move(listener)) {}

void ScriptedCallee::start(Invitation invitation) {
  invitation_ = std::move(invitation);
  auto script = [self = shared_from_this()] { return self->play(); };
  asio::co_spawn(timer_.get_executor(), std::move(script), asio::detached);
}

void ScriptedCallee::end() {
  listener_ = nullptr;
  endpoint_.reset();
  timer_.cancel();
}

void ScriptedCallee::press(std::string_view digits) {
  log_.info("callee.digits", {{"behaviour", describe(behaviour_).name}, {"count", digits.size()}});
}

void ScriptedCallee::reinvite(std::string offer) {
  if (!endpoint_) return;
  auto sdp = endpoint_->answer(offer);
  if (sdp) {
    tell(CalleeReanswered{*std::move(sdp)});
  } else {
    log_.warn("callee.media", {{"error", sdp.error()}});
  }
}

void ScriptedCallee::tell(CalleeEvent event) {
  if (listener_) listener_(std::move(event));
}

util::Task<bool> ScriptedCallee::wait(std::chrono::milliseconds time) {
  if (!listener_) co_return false;
  timer_.expires_after(time);
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return listener_ != nullptr;
}

util::Task<> ScriptedCallee::play() {
  const bool begun = co_await wait(timing_.before_ringing);
  if (!begun || !ring()) co_return;
  const bool still_ringing = co_await wait(timing_.ringing);
  if (!still_ringing || !pick_up()) co_return;
  const bool still_talking = co_await wait(timing_.talking);
  if (still_talking) tell(CalleeHungUp{});
}

bool ScriptedCallee::ring() {
  if (behaviour_ == Behaviour::not_in_service) {
    tell(CalleeRefused{sip_not_found});
    return false;
  }
  if (behaviour_ == Behaviour::busy) {
    tell(CalleeRefused{sip_busy_here});
    return false;
  }
  tell(CalleeRinging{});
  return behaviour_ != Behaviour::no_answer;
}

bool ScriptedCallee::pick_up() {
  if (behaviour_ == Behaviour::decline) {
    tell(CalleeRefused{sip_decline});
    return false;
  }
  return answer() && behaviour_ == Behaviour::answer;
}

bool ScriptedCallee::answer() {
  const bool is_machine = behaviour_ == Behaviour::voicemail;
  endpoint_ = std::make_unique<media::MediaEndpoint>(timer_.get_executor(), media_address_,
                                                     is_machine ? media::voicemail_greeting() : media::speech());
  endpoint_->on_problem([&log = log_](std::string_view problem) { log.warn("callee.media", {{"error", problem}}); });
  auto sdp = endpoint_->answer(invitation_.offer);
  if (!sdp) {
    log_.warn("callee.media", {{"error", sdp.error()}});
    tell(CalleeRefused{sip_not_acceptable_here});
    return false;
  }
  tell(CalleeAnswered{*std::move(sdp), is_machine});
  return true;
}

}  // namespace teleperson::sandbox
