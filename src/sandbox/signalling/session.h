#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>

#include "sandbox/call/services.h"
#include "sandbox/frame.h"
#include "sandbox/signalling/connection.h"
#include "sandbox/signalling/error.h"
#include "sandbox/token/access_token.h"
#include "util/task.h"

namespace teleperson::sandbox {

/// One socket of a Voice SDK, from its first frame to its end. Calls outlive it: see Call::connection_lost. One thread.
class SignallingSession {
 public:
  /// The services must outlive the session and the calls it starts.
  SignallingSession(boost::asio::any_io_executor, Services&, std::shared_ptr<Connection>);

  /// Answers frames until the socket is gone.
  util::Task<> run();

 private:
  void handle(const Frame&);
  void listen(const Frame&);
  void set_registered(const Frame&);
  void invite(const Frame&);
  void start_call(const Frame&);
  void reattach(const Frame&, std::string_view reconnect_token);
  void hang_up(const Frame&);
  void forward_to_call(const Frame&);
  void acknowledge(const Frame&);

  /// The running call that the frame is about. Null if there is none or it is somebody else's: such frames are late.
  std::shared_ptr<Call> call_of(const Frame&) const;
  void send(std::string_view type, boost::json::object payload);
  void send_error(const SignallingError&);
  /// Ends a call that never began.
  void refuse(std::string_view sdk_call_id, const SignallingError&);

  boost::asio::any_io_executor executor_;
  Services& services_;
  std::shared_ptr<Connection> connection_;
  std::optional<AccessToken> token_;  // absent: the SDK has not shown a valid one
  std::chrono::seconds reconnect_timeout_{0};
};

}  // namespace teleperson::sandbox
