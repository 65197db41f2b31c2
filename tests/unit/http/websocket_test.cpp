#include "http/websocket.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_server.h"

namespace teleperson::http {
namespace {

namespace beast = boost::beast;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string own_origin = "http://127.0.0.1";

/// A WebSocket client, blocking.
class Client {
 public:
  explicit Client(const TestServer& server, const std::string& path = "/echo", const std::string& origin = own_origin)
      : stream_(loop_) {
    stream_.next_layer().connect({boost::asio::ip::make_address("127.0.0.1"), server.port()});
    auto set_origin = [origin](beast::websocket::request_type& request) {
      request.set(beast::http::field::origin, origin);
    };
    stream_.set_option(beast::websocket::stream_base::decorator(set_origin));
    beast::websocket::response_type response;
    boost::system::error_code error;
    stream_.handshake(response, "127.0.0.1", path, error);
    status = response.result_int();
    server_header = std::string(response[beast::http::field::server]);
  }
  void send(const std::string& message, bool text = true) {
    stream_.text(text);
    stream_.write(boost::asio::buffer(message));
  }
  /// The next message, or `closed CODE`, or `dropped`.
  std::string read() {
    beast::flat_buffer buffer;
    boost::system::error_code error;
    stream_.read(buffer, error);
    if (error == beast::websocket::error::closed) return "closed " + std::to_string(stream_.reason().code);
    return error ? "dropped" : beast::buffers_to_string(buffer.data());
  }
  void close() { stream_.close(beast::websocket::close_code::normal); }

  unsigned status = 0;
  std::string server_header;

 private:
  boost::asio::io_context loop_;
  beast::websocket::stream<boost::asio::ip::tcp::socket> stream_;
};

class WebSocketTest : public testing::Test {
 protected:
  WebSocketTest() : server_([](Request&) -> util::Task<Response> { co_return Response::json("plain"); }) {
    auto allow = [](const Request& request) { return request.header("Origin") == own_origin; };
    auto echo = [](const Request& request, WebSocket socket) -> util::Task<> {
      while (auto message = co_await socket.read()) {
        if (*message == "path") {
          socket.send(std::string(request.target));
        } else if (*message == "many") {
          for (int i = 0; i < 100; ++i)
            socket.send(std::to_string(i));
        } else if (*message == "leave") {
          socket.send("bye");
          socket.close();
          socket.send("too late");
        } else if (*message == "abort") {
          socket.abort();
        } else if (*message == "return") {
          co_return;
        } else if (*message == "throw") {
          throw std::runtime_error("the reason");
        } else if (*message == "flood") {
          for (int i = 0; i < 40; ++i)
            socket.send(std::string(1'000'000, 'x'));
        } else {
          socket.send("you said " + *message);
        }
      }
    };
    server_.server().websocket("/echo", allow, echo);
    server_.start();
  }

  TestServer server_;
};

TEST_F(WebSocketTest, CarriesTextBothWays) {
  Client client(server_);
  EXPECT_EQ(client.status, 101U);
  EXPECT_EQ(client.server_header, "");
  client.send("hello");
  EXPECT_EQ(client.read(), "you said hello");
  client.send("");
  EXPECT_EQ(client.read(), "you said ");
  client.send("größer");
  EXPECT_EQ(client.read(), "you said größer");
  client.close();
}

TEST_F(WebSocketTest, KeepsTheRequestForItsHandler) {
  Client client(server_, "/echo?number=7");
  client.send("path");
  EXPECT_EQ(client.read(), "/echo?number=7");
}

TEST_F(WebSocketTest, SendsInTheOrderOfTheCalls) {
  Client client(server_);
  client.send("many");
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(client.read(), std::to_string(i));
}

TEST_F(WebSocketTest, SendsWhatIsQueuedBeforeItCloses) {
  Client client(server_);
  client.send("leave");
  EXPECT_EQ(client.read(), "bye");
  EXPECT_EQ(client.read(), "closed 1000");
}

TEST_F(WebSocketTest, AbortsWithoutGoodbye) {
  Client client(server_);
  client.send("abort");
  EXPECT_EQ(client.read(), "dropped");
}

TEST_F(WebSocketTest, ClosesWhenTheHandlerEnds) {
  Client client(server_);
  client.send("return");
  EXPECT_EQ(client.read(), "closed 1000");
  Client unlucky(server_);
  unlucky.send("throw");
  EXPECT_EQ(unlucky.read(), "closed 1011");
  EXPECT_EQ(server_.errors, "the reason");
}

TEST_F(WebSocketTest, IgnoresBinaryMessages) {
  Client client(server_);
  client.send("\x01\x02", false);
  client.send("text");
  EXPECT_EQ(client.read(), "you said text");
}

TEST_F(WebSocketTest, RefusesLongMessages) {
  Client client(server_);
  const std::string longest(256 * 1024, 'x');
  client.send(longest);
  EXPECT_EQ(client.read(), "you said " + longest);
  client.send(longest + 'x');
  EXPECT_EQ(client.read(), "closed 1009");
}

TEST_F(WebSocketTest, RefusesWhatIsNotUtf8) {
  Client client(server_);
  client.send("\xff\xfe");
  EXPECT_EQ(client.read(), "closed 1007");
}

TEST_F(WebSocketTest, DropsAClientThatTakesNothing) {
  Client client(server_);
  client.send("flood");
  auto answer = client.read();
  while (answer.starts_with('x'))
    answer = client.read();
  EXPECT_EQ(answer, "dropped");
}

TEST_F(WebSocketTest, RefusesOtherOrigins) {
  for (const auto* origin : {"http://evil.example", "null", ""}) {
    EXPECT_EQ(Client(server_, "/echo", origin).status, 403U) << origin;
  }
}

TEST_F(WebSocketTest, ServesNothingElseOnItsPath) {
  RawClient client(server_);
  client.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("}"),
              AllOf(StartsWith("HTTP/1.1 426 Upgrade Required\r\n"), HasSubstr("\r\nUpgrade: websocket\r\n"),
                    HasSubstr("\r\nSec-WebSocket-Version: 13\r\n"), HasSubstr("\"reason\":\"upgrade_required\"")));
  client.send("GET /other HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  EXPECT_THAT(client.read_until("plain"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(WebSocketTest, RefusesHalfAHandshake) {
  const std::string start =
      "GET /echo HTTP/1.1\r\nHost: a\r\nOrigin: " + own_origin + "\r\nConnection: keep-alive, Upgrade\r\n";
  const std::string upgrade = "Upgrade: WebSocket\r\n";
  const std::string version = "Sec-WebSocket-Version: 13\r\n";
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::vector<std::pair<std::string, std::string>> cases{
      {start + upgrade + version + key, "HTTP/1.1 101 Switching Protocols"},
      {start + version + key, "HTTP/1.1 426"},
      {start + upgrade + key, "HTTP/1.1 426"},
      {start + upgrade + "Sec-WebSocket-Version: 12\r\n" + key, "HTTP/1.1 426"},
      {start + upgrade + version, "HTTP/1.1 400"},
      {start + upgrade + version + "Sec-WebSocket-Key: dGhl\r\n", "HTTP/1.1 400"},
      {start + upgrade + version + key + "Content-Length: 1\r\n", "HTTP/1.1 400"},
  };
  for (const auto& [head, status] : cases) {
    RawClient client(server_);
    client.send(head + "\r\n");
    if (head.contains("Content-Length")) client.send("x");
    EXPECT_THAT(client.read_until("\r\n\r\n"), StartsWith(status)) << head;
  }
}

TEST_F(WebSocketTest, RefusesFramesBeforeTheHandshake) {
  RawClient client(server_);
  client.send("GET /echo HTTP/1.1\r\nHost: a\r\nOrigin: " + own_origin +
              "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\x81\x80");
  EXPECT_THAT(client.read_until("}"), StartsWith("HTTP/1.1 400 "));
}

TEST_F(WebSocketTest, SaysThatTheServerGoesAway) {
  Client client(server_);
  client.send("hello");
  client.read();
  auto drained = server_.drain();
  EXPECT_EQ(client.read(), "closed 1001");
  expect_completed(std::move(drained));
}

}  // namespace
}  // namespace teleperson::http
