#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "sandbox/call/caller.h"
#include "sandbox/call/events.h"
#include "sandbox/call/leg.h"
#include "sandbox/call/mailbox.h"
#include "sandbox/token/access_token.h"
#include "util/encoding.h"

namespace teleperson::sandbox {

/// What the Voice SDK asks for with its `invite`.
struct CallRequest {
  std::string temporary_id;
  std::string offer;            ///< SDP
  util::FormFields parameters;  ///< chosen by the client
};

/// One call: its legs, the browser's end, and what happens to it. Runs in a CallFlow; everybody else posts events. One
/// thread: the executor's.
class Call : public std::enable_shared_from_this<Call> {
 public:
  Call(const boost::asio::any_io_executor&, CallRequest, const AccessToken&, const OutgoingGrant&,
       std::shared_ptr<Connection>, util::Timestamp now);

  const std::string identity;  ///< who calls, from the access token
  const CallRequest request;
  const util::FormFields grant_parameters;
  CallLeg parent;
  std::vector<std::shared_ptr<CallLeg>> children;
  Caller caller;
  Mailbox<CallEvent> events;

  /// The Voice SDK hangs up, and wants to hear nothing more.
  void hang_up_by_caller();
  /// The socket is gone: the call stays for that long and then counts as hung up by the caller. A call that is not
  /// answered ends at once, since the SDK gets its reconnect token with the answer and has given the call up.
  void connection_lost(std::chrono::seconds keep_for);
  /// Goes on with that socket.
  void reconnect(std::shared_ptr<Connection>);

  /// The leg of that CallSid, or null.
  const CallLeg* find_leg(std::string_view call_sid) const;

 private:
  boost::asio::steady_timer until_given_up_;
};

}  // namespace teleperson::sandbox
