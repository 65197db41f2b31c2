#pragma once

#include <cstdint>
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
  /// Queues a message; messages leave in the order of the calls. Ignored when the connection is over. A peer that lets
  /// more than 4 MiB wait is dropped.
  void send(std::string text);
  /// Sends what is queued, then a close frame; `read` then returns nothing. 1000 is a normal end, 1001 "going away",
  /// 1008 a policy violation, 1011 an error here (RFC 6455, section 7.4.1).
  void close(std::uint16_t code = 1000);
  /// Drops the connection without a closing handshake.
  void abort();

 private:
  std::shared_ptr<Connection> connection_;
};

}  // namespace teleperson::http
