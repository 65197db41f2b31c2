#include "sandbox/callee/scripted_callee.h"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::sandbox {

namespace asio = boost::asio;

namespace {

constexpr int sip_not_found = 404;
constexpr int sip_busy_here = 486;
constexpr int sip_not_acceptable_here = 488;
constexpr int sip_decline = 603;

}  // namespace

ScriptedCallee::ScriptedCallee(asio::any_io_executor executor, Behaviour behaviour, ScriptTiming timing,
                               asio::ip::address media_address, const util::Logger& log, CalleeListener listener)
    : timer_(std::move(executor)),
      behaviour_(behaviour),
      timing_(timing),
      media_address_(std::move(media_address)),
      log_(log),
      listener_(std::move(listener)) {}

void ScriptedCallee::start(Invitation invitation) {
  auto script = [self = shared_from_this(), invitation = std::move(invitation)]() mutable {
    return self->play(std::move(invitation));
  };
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

util::Task<> ScriptedCallee::play(Invitation invitation) {
  if (!co_await wait(timing_.before_ringing)) co_return;
  if (behaviour_ == Behaviour::not_in_service) co_return tell(CalleeRefused{sip_not_found});
  if (behaviour_ == Behaviour::busy) co_return tell(CalleeRefused{sip_busy_here});
  tell(CalleeRinging{});
  if (behaviour_ == Behaviour::no_answer) co_return;
  if (!co_await wait(timing_.ringing)) co_return;
  if (behaviour_ == Behaviour::decline) co_return tell(CalleeRefused{sip_decline});
  if (!answer(invitation) || behaviour_ != Behaviour::answer) co_return;
  if (co_await wait(timing_.talking)) tell(CalleeHungUp{});
}

bool ScriptedCallee::answer(const Invitation& invitation) {
  const bool is_machine = behaviour_ == Behaviour::voicemail;
  endpoint_ = std::make_unique<media::MediaEndpoint>(timer_.get_executor(), media_address_,
                                                     is_machine ? media::voicemail_greeting() : media::speech());
  endpoint_->on_problem([&log = log_](std::string_view problem) { log.warn("callee.media", {{"error", problem}}); });
  auto sdp = endpoint_->answer(invitation.offer);
  if (!sdp) {
    log_.warn("callee.media", {{"error", sdp.error()}});
    tell(CalleeRefused{sip_not_acceptable_here});
    return false;
  }
  tell(CalleeAnswered{*std::move(sdp), is_machine});
  return true;
}

}  // namespace teleperson::sandbox
