#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "util/task.h"

namespace teleperson::http {

/// The server's end of a WebSocket that carries text. Movable; one event loop. Copies of the inner state keep the
/// connection alive while a coroutine waits on it.
class WebSocket {
 public:
  struct Connection;
  explicit WebSocket(std::shared_ptr<Connection>);

  /// The next text message (at most 256 KiB), or nothing when the connection is over. Binary messages are dropped.
  util::Task<std::optional<std::string>> read();
  /// Queues a message; messages leave in the order of the calls. Ignored when the connection is over.
  void send(std::string text);
  /// Sends a close frame; `read` then returns nothing.
  void close();
  /// Drops the connection without a closing handshake.
  void abort();

 private:
  std::shared_ptr<Connection> connection_;
};

}  // namespace teleperson::http
