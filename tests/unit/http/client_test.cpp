#include "http/client.h"

#include <future>
#include <optional>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_server.h"

namespace teleperson::http {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

using Result = std::expected<ClientResponse, ClientError>;

util::Task<Response> answer(Request& request) {
  if (request.path == "/never") {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours(1));
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
  auto response = Response::json(std::string(request.body));
  if (request.path == "/headers") {
    response.body.clear();
    for (const auto& [name, value] : request.headers) {
      response.body.append(name).append("=").append(value).append("\n");
    }
    response.headers.emplace_back("X-Several", "one");
    response.headers.emplace_back("X-Several", "two");
  } else if (request.path == "/redirect") {
    response.status = 302;
    response.headers.emplace_back("Location", "/headers");
  } else if (request.path == "/large") {
    response.body = std::string(100'000, 'x');
  } else if (request.path == "/peer") {
    response.body = std::string(request.target);
  }
  co_return response;
}

class ClientTest : public testing::Test {
 protected:
  ClientTest() : server_(answer) { server_.start(); }

  Result send(Client& client, ClientRequest request) {
    auto result = boost::asio::co_spawn(loop_, client.send(std::move(request)), boost::asio::use_future);
    loop_.restart();
    loop_.run();
    return result.get();
  }
  Result send(ClientRequest request) { return send(client_, std::move(request)); }

  TestServer server_;
  boost::asio::io_context loop_;
  Client client_{2};
};

TEST_F(ClientTest, SendsAndReceives) {
  const auto result = send(
      {.method = "POST", .url = server_.url() + "/echo", .headers = {{"Content-Type", "text/plain"}}, .body = "hello"});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->status, 200);
  EXPECT_EQ(result->body, "hello");
  EXPECT_THAT(result->headers, Contains(Pair("content-type", "application/json")));
}

TEST_F(ClientTest, SendsHeadersAndCredentials) {
  const auto result = send({.url = server_.url() + "/headers",
                            .headers = {{"X-One", "1"}, {"X-Empty", ""}},
                            .user = "someone",
                            .password = util::Secret("something")});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->body, AllOf(HasSubstr("X-One=1\n"), HasSubstr("X-Empty=\n"),
                                  HasSubstr("Authorization=Basic c29tZW9uZTpzb21ldGhpbmc=\n")));
  EXPECT_THAT(result->headers, AllOf(Contains(Pair("x-several", "one")), Contains(Pair("x-several", "two"))));
}

TEST_F(ClientTest, ForgetsCredentialsAfterARequest) {
  Client one(1);
  ASSERT_TRUE(send(one, {.url = server_.url() + "/headers", .user = "someone", .password = util::Secret("something")}));
  const auto result = send(one, {.url = server_.url() + "/headers"});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->body, Not(HasSubstr("Authorization")));
}

TEST_F(ClientTest, SendsEveryMethod) {
  for (const auto* method : {"GET", "POST", "PUT", "DELETE", "HEAD"}) {
    const auto result = send({.method = method, .url = server_.url() + "/x"});
    ASSERT_TRUE(result) << method << result.error().message;
    EXPECT_EQ(result->status, 200) << method;
  }
}

TEST_F(ClientTest, DoesNotFollowRedirects) {
  const auto result = send({.url = server_.url() + "/redirect"});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->status, 302);
  EXPECT_THAT(result->headers, Contains(Pair("location", "/headers")));
}

TEST_F(ClientTest, TellsThatNobodyAnswers) {
  std::uint16_t closed_port = 0;
  {
    TestServer gone(answer);
    gone.start();
    closed_port = gone.port();
  }
  const auto result = send({.url = "http://127.0.0.1:" + std::to_string(closed_port) + "/secret?token=abc"});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ClientError::Kind::connect);
  EXPECT_THAT(result.error().message, AllOf(HasSubstr("127.0.0.1"), Not(HasSubstr("abc")), Not(HasSubstr("secret"))));
}

TEST_F(ClientTest, TellsThatTheAnswerIsLate) {
  Client one(1);
  ClientRequest request{.url = server_.url() + "/never", .total_timeout = std::chrono::milliseconds(100)};
  const auto fresh = send(one, request);
  ASSERT_FALSE(fresh);
  EXPECT_EQ(fresh.error().kind, ClientError::Kind::timeout);

  ASSERT_TRUE(send(one, {.url = server_.url() + "/x"}));
  const auto kept = send(one, request);  // on a connection that stands already
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().kind, ClientError::Kind::timeout);
}

// A listening socket whose queue is full: connecting to it never ends.
TEST_F(ClientTest, TellsThatThePeerWasNeverReached) {
  boost::asio::io_context loop;
  boost::asio::ip::tcp::acceptor full(loop);
  full.open(boost::asio::ip::tcp::v4());
  full.bind({boost::asio::ip::make_address("127.0.0.1"), 0});
  full.listen(0);
  boost::asio::ip::tcp::socket waiting(loop);
  waiting.connect(full.local_endpoint());
  const auto result = send({.url = "http://127.0.0.1:" + std::to_string(full.local_endpoint().port()),
                            .connect_timeout = std::chrono::milliseconds(100)});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ClientError::Kind::connect) << result.error().message;
}

TEST_F(ClientTest, TellsThatTheAnswerIsTooLarge) {
  const auto result = send({.url = server_.url() + "/large", .max_response_bytes = 50'000});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ClientError::Kind::too_large);
  EXPECT_TRUE(send({.url = server_.url() + "/large", .max_response_bytes = 101'000}));
}

TEST_F(ClientTest, TellsThatThereIsNoTls) {
  const auto result = send({.url = "https://127.0.0.1:" + std::to_string(server_.port()) + "/"});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ClientError::Kind::tls) << result.error().message;
}

TEST_F(ClientTest, SpeaksHttpOnlyAndSendsNoForgedHeaders) {
  for (const auto* url : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "not a url", ""}) {
    const auto result = send({.url = url});
    ASSERT_FALSE(result) << url;
    EXPECT_EQ(result.error().kind, ClientError::Kind::other) << url;
  }
  const auto forged = send({.url = server_.url(), .headers = {{"X-One", "1\r\nX-Two: 2"}}});
  ASSERT_FALSE(forged);
  EXPECT_EQ(forged.error().kind, ClientError::Kind::other);
}

TEST_F(ClientTest, NeverUsesAProxyForThisMachine) {
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  setenv("no_proxy", "example.com", 1);
  const auto result = send({.url = server_.url() + "/x"});
  unsetenv("http_proxy");
  unsetenv("no_proxy");
  EXPECT_TRUE(result) << result.error().message;
}

TEST_F(ClientTest, SendsSeveralRequestsAtOnce) {
  std::vector<std::future<Result>> results;
  for (int i = 0; i < 50; ++i) {
    ClientRequest request{.method = "POST", .url = server_.url() + "/echo", .body = std::to_string(i)};
    results.push_back(boost::asio::co_spawn(loop_, client_.send(std::move(request)), boost::asio::use_future));
  }
  loop_.run();
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(results[static_cast<std::size_t>(i)].get()->body, std::to_string(i));
}

TEST_F(ClientTest, EndsRequestsUnderWayWhenItGoes) {
  auto client = std::make_optional<Client>(1);
  ClientRequest request{.url = server_.url() + "/never", .total_timeout = std::chrono::hours(1)};
  auto result = boost::asio::co_spawn(loop_, client->send(std::move(request)), boost::asio::use_future);
  loop_.poll();
  client.reset();
  loop_.run();
  ASSERT_FALSE(result.get());
}

}  // namespace
}  // namespace teleperson::http
