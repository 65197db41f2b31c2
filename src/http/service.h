#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/deadline.h"
#include "http/response_writer.h"
#include "http/server.h"
#include "http/websocket_handshake.h"

namespace teleperson::http {

/// How long a connection may stay in each of its states.
struct Deadlines {
  explicit Deadlines(const ServerOptions& options)
      : fresh(options.header_timeout), busy(options.header_timeout), idle(options.idle_timeout) {}

  /// Cancels what waited too long. To be called about once a second.
  void expire() {
    for (auto* list : {&fresh, &busy, &idle, &lingering})
      list->expire();
  }

  DeadlineList fresh;                               ///< accepted, and nothing has come yet
  DeadlineList busy;                                ///< sends a request, or takes an answer
  DeadlineList idle;                                ///< between requests
  DeadlineList lingering{std::chrono::seconds(2)};  ///< answered for the last time; the peer should hang up
};

/// What the connections of one server share. One event loop.
struct Service {
  Service(const ServerOptions& server_options, RequestHandler request_handler)
      : options(server_options), handler(std::move(request_handler)), deadlines(server_options) {}

  ServerOptions options;
  RequestHandler handler;
  std::unordered_map<std::string, WebSocketRoute> websockets;  ///< by path
  std::size_t max_large_body_bytes = 0;                        ///< 0: none are taken
  LargeBodyJudge large_body_judge;                             ///< set when some are
  std::function<void(std::string_view)> on_error = [](std::string_view) {};
  Deadlines deadlines;
  DateLine date;
  bool draining = false;
};

}  // namespace teleperson::http
