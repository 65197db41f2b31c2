#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include "http/server.h"

namespace teleperson::http {

/// A server on a free port of this machine, on its own thread.
class TestServer {
 public:
  explicit TestServer(RequestHandler handler, ServerOptions options = {})
      : server_(std::make_unique<Server>(loop_, options, std::move(handler))) {
    server_->on_error([this](std::string_view what) { errors += what; });
  }
  ~TestServer() {
    boost::asio::post(loop_, [this] {
      server_.reset();
      loop_.stop();  // a handler may still be waiting for something
    });
    if (thread_.joinable()) thread_.join();
  }

  /// After routes have been added.
  void start() {
    server_->listen("127.0.0.1:0");
    port_ = server_->port();
    thread_ = std::thread([this] { loop_.run(); });
  }
  Server& server() { return *server_; }
  std::uint16_t port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::future<void> drain() { return boost::asio::co_spawn(loop_, server_->drain(), boost::asio::use_future); }

  std::string errors;  ///< read it when the server has answered

 private:
  boost::asio::io_context loop_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
  std::uint16_t port_ = 0;
};

/// A client that writes and reads bytes. Throws when the server lets it wait for ten seconds, so that a broken server
/// fails a test instead of stopping it.
class RawClient {
 public:
  explicit RawClient(const TestServer& server) : socket_(loop_) {
    socket_.connect({boost::asio::ip::make_address("127.0.0.1"), server.port()});
  }
  void send(std::string_view bytes) { boost::asio::write(socket_, boost::asio::buffer(bytes)); }
  /// Everything up to and including `end`, or all there is when the server hangs up first.
  std::string read_until(const std::string& end) {
    std::size_t length = 0;
    auto done = [&](boost::system::error_code error, std::size_t bytes) { length = error ? received_.size() : bytes; };
    boost::asio::async_read_until(socket_, boost::asio::dynamic_buffer(received_), end, done);
    wait();
    auto text = received_.substr(0, length);
    received_.erase(0, length);
    return text;
  }
  /// All bytes until the server hangs up.
  std::string read_all() {
    auto done = [](boost::system::error_code, std::size_t) {};
    boost::asio::async_read(socket_, boost::asio::dynamic_buffer(received_), done);
    wait();
    return std::exchange(received_, {});
  }
  bool has_answer() const { return socket_.available() > 0; }
  void hang_up() { socket_.close(); }

 private:
  void wait() {
    loop_.restart();
    loop_.run_for(std::chrono::seconds(10));
    if (!loop_.stopped()) throw std::runtime_error("the server did not answer");
  }

  boost::asio::io_context loop_;
  boost::asio::ip::tcp::socket socket_;
  std::string received_;
};

/// Waits for ten seconds at most.
inline void expect_completed(std::future<void> drained) {
  ASSERT_EQ(drained.wait_for(std::chrono::seconds(10)), std::future_status::ready) << "the server did not drain";
  drained.get();
}

}  // namespace teleperson::http
