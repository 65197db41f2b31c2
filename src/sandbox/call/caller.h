#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "sandbox/signalling/connection.h"
#include "sandbox/signalling/error.h"

namespace teleperson::sandbox {

/// The browser's end of a call: what the Voice SDK is told about it. While its socket is lost, nothing is. One thread.
class Caller {
 public:
  /// `temporary_id` is the SDK's name for the call until it learns the CallSid.
  Caller(std::string temporary_id, std::string call_sid, std::shared_ptr<Connection>);

  /// Once; later calls do nothing.
  void ringing();
  /// The first answers the call; later ones answer the SDK's `reinvite`.
  void answer(std::string_view sdp);
  void hang_up(const std::optional<SignallingError>& error = std::nullopt);

  bool is_answered() const { return answered_; }
  const std::string& temporary_id() const { return temporary_id_; }

  /// Whether the SDK has shown the token that came with the answer. False before the answer.
  bool may_reconnect(std::string_view token) const;
  /// Goes on with another socket, or the same after a token refresh, and tells the SDK so.
  void attach(std::shared_ptr<Connection>);
  void detach() { connection_.reset(); }
  bool is_attached_to(const Connection& connection) const { return connection_.get() == &connection; }

 private:
  void send(std::string_view type, boost::json::object payload);

  std::string temporary_id_;
  std::string call_sid_;
  std::string reconnect_token_;
  std::shared_ptr<Connection> connection_;
  bool sdk_knows_call_sid_ = false;
  bool answered_ = false;
};

}  // namespace teleperson::sandbox
