#pragma once

#include <algorithm>
#include <cstring>
#include <deque>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>

#include "http/connection.h"
#include "http/service.h"

namespace teleperson::http {

/// A client that has written its pieces in advance, then hangs up. Each piece is one `read`.
class MemoryStream final : public Stream {
 public:
  explicit MemoryStream(std::deque<std::string> pieces) : pieces_(std::move(pieces)) {}

  util::Task<IoResult> read(boost::asio::mutable_buffer buffer) override {
    if (pieces_.empty()) co_return IoResult{boost::asio::error::eof, 0};
    auto& piece = pieces_.front();
    const auto bytes = std::min(piece.size(), buffer.size());
    std::memcpy(buffer.data(), piece.data(), bytes);
    piece.erase(0, bytes);
    if (piece.empty()) pieces_.pop_front();
    co_return IoResult{boost::system::error_code(), bytes};
  }
  util::Task<IoResult> write(boost::asio::const_buffer buffer) override {
    written.append(static_cast<const char*>(buffer.data()), buffer.size());
    co_return IoResult{boost::system::error_code(), buffer.size()};
  }
  void close_write() override { write_closed = true; }
  void cancel() override { ++cancelled; }
  bool is_read_to_its_end() const { return pieces_.empty(); }

  std::string written;
  bool write_closed = false;
  int cancelled = 0;

 private:
  std::deque<std::string> pieces_;
};

inline void run(Stream& stream, Service& service) {
  boost::asio::io_context loop;
  Connection connection(stream, service, "192.0.2.1");
  auto done = [](const std::exception_ptr& thrown, const WebSocketRoute*) {
    if (thrown) std::rethrow_exception(thrown);
  };
  boost::asio::co_spawn(loop, connection.run(), done);
  loop.run();
}

/// What a server with this handler writes to a client that sends these pieces.
inline std::string converse(std::deque<std::string> pieces, RequestHandler handler, ServerOptions options = {}) {
  Service service(options, std::move(handler));
  MemoryStream stream(std::move(pieces));
  run(stream, service);
  return stream.written;
}

}  // namespace teleperson::http
