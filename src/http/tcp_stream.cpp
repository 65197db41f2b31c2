#include "http/tcp_stream.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace teleperson::http {

namespace asio = boost::asio;

util::Task<IoResult> TcpStream::read(asio::mutable_buffer buffer) {
  return socket_.async_read_some(buffer, asio::as_tuple(asio::use_awaitable));
}

util::Task<IoResult> TcpStream::write(asio::const_buffer buffer) {
  return asio::async_write(socket_, buffer, asio::as_tuple(asio::use_awaitable));
}

// Errors below mean that the peer has gone, which the next read or write tells anyway.
void TcpStream::close_write() {
  boost::system::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void TcpStream::cancel() {
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

}  // namespace teleperson::http
