// The only file that includes Beast's WebSocket: it takes many seconds to compile.
#include "http/websocket.h"

#include <deque>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include "http/websocket_accept.h"

namespace teleperson::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

namespace {

constexpr std::size_t max_message_bytes = 256 * 1024;
constexpr std::size_t max_queued_bytes = 4 * 1024 * 1024;

}  // namespace

struct WebSocket::Connection : std::enable_shared_from_this<Connection> {
  explicit Connection(asio::ip::tcp::socket socket) : stream(std::move(socket)) {}

  static util::Task<> send_queued(std::shared_ptr<Connection>);
  void start_sending();
  void drop();

  // Without permessage-deflate: messages are small, and it costs memory per connection.
  beast::websocket::stream<asio::ip::tcp::socket, false> stream;
  std::deque<std::string> queue;
  std::size_t queued_bytes = 0;
  std::optional<std::uint16_t> close_code;  ///< to be sent after the queue
  bool sending = false;
  bool over = false;
};

void WebSocket::Connection::drop() {
  over = true;
  boost::system::error_code ignored;
  beast::get_lowest_layer(stream).close(ignored);
}

void WebSocket::Connection::start_sending() {
  if (std::exchange(sending, true)) return;
  asio::co_spawn(stream.get_executor(), send_queued(shared_from_this()), asio::detached);
}

util::Task<> WebSocket::Connection::send_queued(std::shared_ptr<Connection> self) {
  while (!self->over && !self->queue.empty()) {
    const auto text = std::move(self->queue.front());
    self->queue.pop_front();
    auto result = co_await self->stream.async_write(asio::buffer(text), asio::as_tuple(asio::use_awaitable));
    auto& [error, bytes] = result;
    self->queued_bytes -= text.size();
    if (error) self->drop();
  }
  if (!self->over && self->close_code) {
    // Ends with the peer's close frame, or when Beast's handshake timeout has closed the socket.
    const beast::websocket::close_reason reason(*self->close_code);
    co_await self->stream.async_close(reason, asio::as_tuple(asio::use_awaitable));
    self->over = true;
  }
  self->sending = false;
}

WebSocket::WebSocket(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}

util::Task<std::optional<std::string>> WebSocket::read() {
  const auto connection = connection_;
  beast::flat_buffer buffer;
  while (!connection->over) {
    auto result = co_await connection->stream.async_read(buffer, asio::as_tuple(asio::use_awaitable));
    auto& [error, bytes] = result;
    if (error) break;
    if (connection->close_code) {  // what crosses our close frame on the way is not read any more
      buffer.clear();
    } else if (connection->stream.got_text()) {
      co_return beast::buffers_to_string(buffer.data());
    } else {
      buffer.clear();
    }
  }
  connection->over = true;
  co_return std::nullopt;
}

void WebSocket::send(std::string text) {
  auto& connection = *connection_;
  if (connection.over || connection.close_code) return;
  connection.queued_bytes += text.size();
  if (connection.queued_bytes > max_queued_bytes) return connection.drop();
  connection.queue.push_back(std::move(text));
  connection.start_sending();
}

void WebSocket::close(std::uint16_t code) {
  if (connection_->over || connection_->close_code) return;
  connection_->close_code = code;
  connection_->start_sending();
}

void WebSocket::abort() {
  connection_->drop();
}

util::Task<std::optional<WebSocket>> accept_websocket(asio::ip::tcp::socket socket, const Request& request) {
  auto connection = std::make_shared<WebSocket::Connection>(std::move(socket));
  auto& stream = connection->stream;
  stream.read_message_max(max_message_bytes);
  stream.text(true);
  beast::websocket::stream_base::timeout timeout{};
  timeout.handshake_timeout = std::chrono::seconds(10);  // also for the closing handshake
  timeout.idle_timeout = std::chrono::seconds(60);
  timeout.keep_alive_pings = true;  // after half the idle timeout, so that a silent peer is not taken for a dead one
  stream.set_option(timeout);
  // Beast would name itself and its version.
  auto hide_server = [](beast::websocket::response_type& response) { response.set(beast::http::field::server, ""); };
  stream.set_option(beast::websocket::stream_base::decorator(hide_server));

  auto view = [](std::string_view text) { return beast::string_view(text.data(), text.size()); };
  beast::http::request<beast::http::empty_body> handshake(beast::http::verb::get, view(request.target), 11);
  for (const auto& [name, value] : request.headers)
    handshake.insert(view(name), view(value));
  auto result = co_await stream.async_accept(handshake, asio::as_tuple(asio::use_awaitable));
  auto& [error] = result;
  if (error) co_return std::nullopt;
  co_return WebSocket(std::move(connection));
}

}  // namespace teleperson::http
