#pragma once

#include <utility>

#include <boost/asio/ip/tcp.hpp>

#include "http/stream.h"

namespace teleperson::http {

class TcpStream final : public Stream {
 public:
  explicit TcpStream(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

  util::Task<IoResult> read(boost::asio::mutable_buffer) override;
  util::Task<IoResult> write(boost::asio::const_buffer) override;
  void close_write() override;
  void cancel() override;
  /// Hands the socket over to someone who speaks another protocol on it. The stream is of no use afterwards.
  boost::asio::ip::tcp::socket release() { return std::move(socket_); }

 private:
  boost::asio::ip::tcp::socket socket_;
};

}  // namespace teleperson::http
