#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>

#include "sandbox/callee/callee.h"
#include "sandbox/callee/script.h"
#include "sandbox/media/media_endpoint.h"
#include "util/log.h"
#include "util/task.h"

namespace teleperson::sandbox {

/// How long scripted callees take. Tests shorten it.
struct ScriptTiming {
  std::chrono::milliseconds before_ringing{100};
  std::chrono::milliseconds ringing{1'500};  ///< before they answer or decline
  std::chrono::milliseconds talking{5'000};  ///< `Behaviour::answer`
};

/// A callee without a handset, with real audio from a MediaEndpoint.
class ScriptedCallee final : public Callee, public std::enable_shared_from_this<ScriptedCallee> {
 public:
  /// `media_address`: see MediaEndpoint. The logger must outlive this.
  ScriptedCallee(const boost::asio::any_io_executor&, Behaviour, ScriptTiming, boost::asio::ip::address media_address,
                 const util::Logger&, CalleeListener);

  void start(Invitation);

  void end() override;
  void press(std::string_view digits) override;
  void reinvite(std::string offer) override;

 private:
  util::Task<> play();
  /// False if the call ended meanwhile.
  util::Task<bool> wait(std::chrono::milliseconds);
  /// False if there is nothing more to play.
  bool ring();
  bool pick_up();
  bool answer();
  void tell(CalleeEvent);

  boost::asio::steady_timer timer_;
  Behaviour behaviour_;
  ScriptTiming timing_;
  boost::asio::ip::address media_address_;
  const util::Logger& log_;
  Invitation invitation_;    // not a parameter of `play`: g++ 12 then misplaces the coroutine frame by eight bytes
  CalleeListener listener_;  // empty: the call is over
  std::unique_ptr<media::MediaEndpoint> endpoint_;
};

}  // namespace teleperson::sandbox
