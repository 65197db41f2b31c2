#pragma once

#include <string>
#include <utility>

#include "http/websocket.h"

namespace teleperson::sandbox {

/// The sandbox's end of one socket to a Voice SDK, shared by its session and by the calls that it carries. One thread.
class Connection {
 public:
  explicit Connection(http::WebSocket socket) : socket_(std::move(socket)) {}

  /// Ignored when the connection is over.
  void send(std::string frame) { socket_.send(std::move(frame)); }
  util::Task<std::optional<std::string>> read() { return socket_.read(); }
  void close() { socket_.close(); }
  /// Drops it without a word, as a network does.
  void abort() { socket_.abort(); }

 private:
  http::WebSocket socket_;
};

}  // namespace teleperson::sandbox
