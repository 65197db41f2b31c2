#include "sandbox/webhook/webhook_client.h"

#include <sys/socket.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "application.h"
#include "test_account.h"
#include "twilio/signature.h"

namespace teleperson::sandbox {
namespace {

namespace asio = boost::asio;
using namespace testing;
using Result = std::expected<WebhookAnswer, WebhookFailure>;

/// A peer that takes a connection, says that much, and hangs up.
class RudePeer {
 public:
  explicit RudePeer(std::string says, int connections = 1)
      : acceptor_(loop_, {asio::ip::make_address("127.0.0.1"), 0}), thread_([this, says, connections] {
          for (int i = 0; i < connections; ++i) {
            asio::ip::tcp::socket socket = acceptor_.accept();
            ++accepted;
            std::string request(4096, '\0');
            socket.read_some(asio::buffer(request));
            asio::write(socket, asio::buffer(says));
          }
        }) {}
  ~RudePeer() { thread_.join(); }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/"; }

  std::atomic<int> accepted = 0;

 private:
  asio::io_context loop_;
  asio::ip::tcp::acceptor acceptor_;
  std::thread thread_;
};

class WebhookClientTest : public ::testing::Test {
 protected:
  Result send(const std::string& url, twiml::HttpMethod method = twiml::HttpMethod::post,
              WebhookKind kind = WebhookKind::status) {
    Webhook webhook{kind, "CAx", {url, method}, {{"CallSid", "CAx"}, {"Empty", ""}, {"City", "São Paulo & +1"}}};
    auto result = asio::co_spawn(loop_, client_.send(std::move(webhook)), asio::use_future);
    loop_.restart();
    loop_.run();
    return result.get();
  }
  void answer_status(std::uint16_t status) {
    app_.answer("/hook", [status] { return http::Response{status, "text/plain", "no", {}}; });
  }

  testing::Application app_;
  asio::io_context loop_;
  http::Client http_;
  util::SystemClock clock_;
  util::Secret token_{auth_token};
  WebhookClient client_{http_, token_, clock_};
};

TEST_F(WebhookClientTest, SignsAFormPost) {
  app_.answer_twiml("/hook", "<Response/>");
  const Result answer = send(app_.url("/hook?call=call_1#rc=3"));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->content_type, "text/xml");
  EXPECT_EQ(answer->body, "<Response/>");
  const Received request = app_.wait_for("/hook").at(0);
  EXPECT_EQ(request.target, "/hook?call=call_1") << "the fragment is not sent";
  EXPECT_EQ(request.field("City"), "São Paulo & +1");
  EXPECT_TRUE(twilio::verify(request.signature, std::vector{token_}, app_.url("/hook?call=call_1"), request.fields));
}

TEST_F(WebhookClientTest, SignsTheWholeUrlOfAGet) {
  ASSERT_TRUE(send(app_.url("/hook?call=call_1"), twiml::HttpMethod::get));
  const Received request = app_.wait_for("/hook").at(0);
  EXPECT_EQ(request.field("call"), "call_1");
  EXPECT_EQ(request.field("CallSid"), "CAx");
  EXPECT_TRUE(twilio::verify(request.signature, std::vector{token_}, app_.url(request.target), {}));
}

TEST_F(WebhookClientTest, RepeatsWithTheSameIdempotencyTokenAndSignature) {
  answer_status(503);
  const Result answer = send(app_.url("/hook#rc=3&rp=5xx"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, 11200);
  const auto requests = app_.received("/hook");
  ASSERT_EQ(requests.size(), 4u);
  for (const Received& request : requests) {
    EXPECT_EQ(request.idempotency_token, requests[0].idempotency_token);
    EXPECT_EQ(request.signature, requests[0].signature);
  }
  send(app_.url("/hook"));
  EXPECT_NE(app_.received("/hook").back().idempotency_token, requests[0].idempotency_token);
}

TEST_F(WebhookClientTest, StopsRepeatingOnceItSucceeds) {
  auto calls = std::make_shared<int>(0);
  app_.answer("/hook",
              [calls] { return http::Response{static_cast<std::uint16_t>(++*calls == 1 ? 500 : 204), "", "", {}}; });
  EXPECT_TRUE(send(app_.url("/hook#rc=3&rp=5xx")));
  EXPECT_EQ(app_.received("/hook").size(), 2u);
}

TEST_F(WebhookClientTest, DoesNotRepeatErrorsUnlessAsked) {
  answer_status(404);
  send(app_.url("/hook#rc=3&rp=ct,rt,5xx"));
  EXPECT_EQ(app_.received("/hook").size(), 1u);
  send(app_.url("/hook#rc=3&rp=4xx"));
  EXPECT_EQ(app_.received("/hook").size(), 5u);
}

TEST_F(WebhookClientTest, RepeatsAConnectFailure) {
  std::string url;
  {
    asio::ip::tcp::acceptor free_port(loop_, {asio::ip::make_address("127.0.0.1"), 0});
    url = "http://127.0.0.1:" + std::to_string(free_port.local_endpoint().port()) + "/";
  }
  const Result answer = send(url + "#rc=2");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, 11205);
  EXPECT_THAT(client_.journal().to_json(), ::testing::ContainsRegex(R"("attempts":\[\{[^]]*\},\{[^]]*\},\{[^]]*\}\])"));
}

TEST_F(WebhookClientTest, NeverRepeatsAnAnswerThatWasCutOff) {
  RudePeer peer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<Resp");
  const Result answer = send(peer.url() + "#rc=5&rp=all");
  ASSERT_FALSE(answer);
  EXPECT_EQ(peer.accepted, 1);
}

TEST_F(WebhookClientTest, GivesUpWhenTheTotalTimeIsOver) {
  asio::ip::tcp::acceptor mute(loop_, {asio::ip::make_address("127.0.0.1"), 0});  // accepts in the kernel, says nothing
  const auto begin = std::chrono::steady_clock::now();
  const Result answer =
      send("http://127.0.0.1:" + std::to_string(mute.local_endpoint().port()) + "/#rc=5&rp=rt&rt=100&ct=100&tt=300");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, 11200);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(WebhookClientTest, TakesAtMost64KilobytesOfAnswer) {
  app_.answer_twiml("/hook", std::string(64 * 1024 + 1, 'x'));
  const Result answer = send(app_.url("/hook"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, 11750);
}

TEST_F(WebhookClientTest, DoesNotFollowRedirects) {
  answer_status(302);
  EXPECT_FALSE(send(app_.url("/hook#rc=3&rp=all")));
  EXPECT_EQ(app_.received("/hook").size(), 1u);
}

TEST_F(WebhookClientTest, DropsAndDuplicatesCallbacksWhenTold) {
  client_.set_faults(*parse_faults(R"({"drop_callbacks":["amd"],"duplicate":2})"));
  const Result dropped = send(app_.url("/amd"), twiml::HttpMethod::post, WebhookKind::machine_detection);
  ASSERT_FALSE(dropped);
  EXPECT_EQ(dropped.error().code, WebhookFailure::dropped);
  EXPECT_TRUE(send(app_.url("/status")));
  EXPECT_TRUE(app_.received("/amd").empty());
  const auto copies = app_.wait_for("/status", 3);
  EXPECT_EQ(copies[0].idempotency_token, copies[2].idempotency_token);
  EXPECT_TRUE(send(app_.url("/voice"), twiml::HttpMethod::post, WebhookKind::voice));
  EXPECT_EQ(app_.received("/voice").size(), 1u) << "the voice webhook is no callback";
}

}  // namespace
}  // namespace teleperson::sandbox
