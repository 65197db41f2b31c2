#pragma once

#include <memory>
#include <set>

#include <boost/asio/any_io_executor.hpp>

#include "http/websocket.h"
#include "sandbox/call/services.h"
#include "sandbox/signalling/connection.h"
#include "util/task.h"

namespace teleperson::sandbox {

/// All sockets of Voice SDKs. One thread.
class SignallingServer {
 public:
  /// The services must outlive this.
  SignallingServer(boost::asio::any_io_executor executor, Services& services)
      : executor_(std::move(executor)), services_(services) {}

  /// Speaks the Voice SDK's protocol until the socket is gone.
  util::Task<> serve(http::WebSocket);

  void close_all();
  /// Drops all sockets as a network failure does. Returns how many.
  std::size_t abort_all();

 private:
  boost::asio::any_io_executor executor_;
  Services& services_;
  std::set<std::shared_ptr<Connection>> connections_;
};

}  // namespace teleperson::sandbox
