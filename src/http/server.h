#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/io_context.hpp>

#include "http/message.h"
#include "http/websocket.h"
#include "util/task.h"

namespace teleperson::http {

struct ServerOptions {
  std::size_t max_header_bytes = 16 * 1024;
  std::size_t max_body_bytes = 64 * 1024;
  std::chrono::milliseconds header_timeout{
      10'000};  ///< from the first byte (or the accept) to the last byte of the request
  std::chrono::milliseconds idle_timeout{75'000};  ///< between requests of one connection
  std::size_t max_connections = 10'000;
};

/// Answers every request; never throws (a throwing coroutine is answered with 500 and reported to `on_error`).
using RequestHandler = std::function<util::Task<Response>(Request&)>;
/// Judges the head of a request whose body is larger than `max_body_bytes`, before any of that body is kept. Nothing:
/// let it in; else the answer, after which the connection is closed.
using LargeBodyJudge = std::function<util::Task<std::optional<Response>>(const Request& head)>;
/// Takes over a connection that asked to become a WebSocket. The request's views live until it returns.
using WebSocketHandler = std::function<util::Task<>(const Request&, WebSocket)>;

/// An HTTP/1.1 server on one event loop: keep-alive, pipelining in order, chunked and sized request bodies.
///
/// Stricter than Beast's parser (stack.md section 2): exactly one Host, at most one Content-Length, Transfer-Encoding
/// absent or exactly `chunked`, no folded or nameless headers; refusals are 400, 408, 413 or 431 as problem details.
class Server {
 public:
  Server(boost::asio::io_context&, ServerOptions, RequestHandler);
  ~Server();

  /// `address` is `host:port`, the host an IP address or `localhost`. Port 0 takes a free one. Throws
  /// std::runtime_error with a sentence for the operator when it cannot listen.
  void listen(const std::string& address);
  std::uint16_t port() const;

  /// Connections that upgrade on this path go to the handler. `allow` judges the request (Origin) before the upgrade.
  void websocket(std::string path, std::function<bool(const Request&)> allow, WebSocketHandler);

  /// Takes bodies of up to `max_bytes` where `judge` lets them in; they must come with their Content-Length, and not
  /// much slower than 64 KiB in each `header_timeout`. Default: none.
  void large_bodies(std::size_t max_bytes, LargeBodyJudge judge);

  /// Reports what a handler threw. Default: dropped.
  void on_error(std::function<void(std::string_view what)>);

  /// Stops accepting; connections close after the answer they are working on. Completes when the last is closed.
  util::Task<> drain();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace teleperson::http
