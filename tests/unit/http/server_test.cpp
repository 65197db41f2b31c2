#include "http/server.h"

#include <stdexcept>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_server.h"

namespace teleperson::http {
namespace {

using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

util::Task<Response> echo_path(Request& request) {
  co_return Response::json(std::string(request.path));
}

TEST(Server, AnswersOverTcp) {
  TestServer server(echo_path);
  server.start();
  RawClient client(server);
  client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("\r\n\r\n/hello"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, TellsTheTimeOnceAndLetsAHandlerTellAnother) {
  TestServer server([](Request& request) -> util::Task<Response> {
    auto response = Response::json("fine");
    if (request.path == "/late") response.headers.emplace_back("Date", "Fri, 15 Jan 2027 08:00:00 GMT");
    co_return response;
  });
  server.start();
  RawClient client(server);
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("fine"), HasSubstr("\r\nDate: "));
  client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string late = client.read_until("fine");
  const auto at = late.find("Date: ");
  ASSERT_NE(at, std::string::npos);
  EXPECT_THAT(late.substr(at), StartsWith("Date: Fri, 15 Jan 2027 08:00:00 GMT\r\n"));
  EXPECT_EQ(late.find("Date: ", at + 1), std::string::npos);
}

TEST(Server, SpeaksForAnExceptionAndGoesOn) {
  TestServer server([](Request& request) -> util::Task<Response> {
    if (request.path == "/throw") throw std::runtime_error("broken inside");
    if (request.path == "/split") {
      Response response;
      response.headers.emplace_back("X-Injected", "a\r\nSet-Cookie: b");
      co_return response;
    }
    co_return Response::json("fine");
  });
  server.start();
  RawClient client(server);
  for (const std::string path : {"/throw", "/split"}) {
    client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.read_until("}");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
    EXPECT_THAT(answer, HasSubstr("\"reason\":\"internal_error\""));
    EXPECT_THAT(answer, Not(AnyOf(HasSubstr("broken inside"), HasSubstr("Set-Cookie"))));
  }
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("fine"), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(server.errors,
            "broken inside"
            "the value of the header X-Injected holds a line break");
}

ServerOptions with_timeouts(std::chrono::milliseconds header, std::chrono::milliseconds idle) {
  ServerOptions options;
  options.header_timeout = header;
  options.idle_timeout = idle;
  return options;
}

constexpr auto soon = std::chrono::milliseconds(80);
constexpr auto never = std::chrono::hours(1);

TEST(Server, GivesUpOnARequestThatDoesNotArrive) {
  for (const std::string part :
       {"G", "GET / HTTP/1.1\r\nHost: a\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n"}) {
    TestServer server(echo_path, with_timeouts(soon, never));
    server.start();
    RawClient client(server);
    client.send(part);
    const auto answer = client.read_until("}");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 408 Request Timeout\r\n")) << part;
    EXPECT_THAT(answer, HasSubstr("\"reason\":\"request_timeout\"")) << part;
  }
}

TEST(Server, GivesUpOnALaterRequestThatDoesNotArrive) {
  TestServer server(echo_path, with_timeouts(soon, never));
  server.start();
  RawClient client(server);
  client.send("GET /one HTTP/1.1\r\nHost: a\r\n\r\n");
  client.read_until("\r\n\r\n/one");
  client.send("GET /tw");
  EXPECT_THAT(client.read_until("}"), StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
}

TEST(Server, CutsOffADripThoughEveryByteIsInTime) {
  TestServer server(echo_path, with_timeouts(std::chrono::milliseconds(300), never));
  server.start();
  RawClient client(server);
  client.send("GET / HTTP/1.1\r\nA: ");
  while (!client.has_answer()) {
    client.send("x");
    std::this_thread::sleep_for(std::chrono::milliseconds(10));  // the drip itself, not a wait for an outcome
  }
  EXPECT_THAT(client.read_until("}"), StartsWith("HTTP/1.1 408 "));
}

TEST(Server, HangsUpOnSilentConnectionsWithoutAWord) {
  TestServer server(echo_path, with_timeouts(soon, soon));
  server.start();
  RawClient fresh(server);
  EXPECT_EQ(fresh.read_all(), "");
  RawClient idle(server);
  idle.send("GET /one HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(idle.read_until("\r\n\r\n/one"), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(idle.read_all(), "");
}

TEST(Server, GivesHandlersTheirTime) {
  TestServer server(
      [](Request&) -> util::Task<Response> {
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, 4 * soon);
        co_await timer.async_wait(boost::asio::use_awaitable);
        co_return Response::json("late");
      },
      with_timeouts(soon, soon));
  server.start();
  RawClient client(server);
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("late"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, GivesUpOnAClientThatDoesNotTakeItsAnswer) {
  TestServer server([](Request&) -> util::Task<Response> { co_return Response::json(std::string(64'000'000, 'x')); },
                    with_timeouts(soon, never));
  server.start();
  RawClient client(server);
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.read_until("\r\n\r\n");
  expect_completed(server.drain());  // completes only when the connection is closed
  EXPECT_LT(client.read_all().size(), 64'000'000U);
}

TEST(Server, MakesRoomByClosingTheOldestIdleConnection) {
  ServerOptions options;
  options.max_connections = 2;
  TestServer server(echo_path, options);
  server.start();
  const std::string request = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  RawClient first(server);
  first.send(request);
  first.read_until("\r\n\r\n/x");
  RawClient second(server);
  second.send(request);
  second.read_until("\r\n\r\n/x");
  RawClient third(server);
  third.send(request);
  EXPECT_THAT(third.read_until("\r\n\r\n/x"), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(first.read_all(), "") << "closed";
  second.send(request);
  EXPECT_THAT(second.read_until("\r\n\r\n/x"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

// A handler that says when it has been called for `/wait`, and answers that when it is told to.
class Gate {
 public:
  RequestHandler handler() {
    return [this](Request& request) -> util::Task<Response> {
      if (request.path != "/wait") co_return Response::json("at once");
      boost::asio::steady_timer closed(co_await boost::asio::this_coro::executor, never);
      timer_ = &closed;
      entered_.set_value();
      co_await closed.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
      co_return Response::json("done");
    };
  }
  void wait_until_entered() { entered_.get_future().wait(); }
  void open() {
    boost::asio::post(timer_->get_executor(), [this] { timer_->cancel(); });
  }

 private:
  boost::asio::steady_timer* timer_ = nullptr;
  std::promise<void> entered_;
};

TEST(Server, ClosesBusyConnectionsWhenThereIsNoRoomAtAll) {
  Gate gate;
  ServerOptions options;
  options.max_connections = 1;
  TestServer server(gate.handler(), options);
  server.start();
  RawClient busy(server);
  busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  gate.wait_until_entered();
  RawClient refused(server);
  EXPECT_EQ(refused.read_all(), "");
  gate.open();
  EXPECT_THAT(busy.read_until("done"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, DrainsByFinishingWhatItWorksOnAndClosingTheRest) {
  Gate gate;
  TestServer server(gate.handler(), with_timeouts(never, never));
  server.start();
  RawClient fresh(server);
  RawClient idle(server);
  idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(idle.read_until("at once"), StartsWith("HTTP/1.1 200 OK\r\n"));
  RawClient busy(server);
  busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  gate.wait_until_entered();

  auto drained = server.drain();
  EXPECT_EQ(fresh.read_all(), "");
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_THROW(RawClient{server}, boost::system::system_error) << "still accepts";
  EXPECT_EQ(drained.wait_for(std::chrono::seconds(0)), std::future_status::timeout) << "an answer is missing";
  gate.open();
  const auto answer = busy.read_all();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(answer, EndsWith("done"));
  expect_completed(std::move(drained));
}

TEST(Server, DrainsAtOnceWhenNothingIsConnected) {
  TestServer server(echo_path);
  server.start();
  expect_completed(server.drain());
}

TEST(Server, SurvivesClientsThatHangUpAnywhere) {
  TestServer server(echo_path);
  server.start();
  const std::string request = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
  for (std::size_t cut = 0; cut <= request.size(); ++cut) {
    RawClient client(server);
    client.send(request.substr(0, cut));
    client.hang_up();
  }
  RawClient client(server);
  client.send(request);
  EXPECT_THAT(client.read_until("\r\n\r\n/x"), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(server.errors, "");
}

TEST(Server, SaysWhyItCannotListen) {
  TestServer first(echo_path);
  first.start();
  boost::asio::io_context loop;
  Server second(loop, {}, echo_path);
  const auto address = "127.0.0.1:" + std::to_string(first.port());
  try {
    second.listen(address);
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(error.what(), "cannot listen on " + address +
                                ": Address already in use; stop the program that uses it, or choose another port");
  }
}

TEST(Server, WantsAnIpAddressAndAPort) {
  boost::asio::io_context loop;
  Server server(loop, {}, echo_path);
  for (const auto* address : {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:80x", "::1:80",
                              "example.com:80", "[::1:80"}) {
    EXPECT_THROW(server.listen(address), std::runtime_error) << address;
  }
}

}  // namespace
}  // namespace teleperson::http
