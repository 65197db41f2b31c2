#pragma once

#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include "../http/test_server.h"
#include "sids.h"
#include "twilio/rest_client.h"

namespace teleperson::twilio {

/// Notes what was waited, and waits for nothing.
class FakePace final : public RetryPace {
 public:
  util::Timestamp now() const override { return now_; }
  double random() override { return chance; }
  util::Task<> pause(std::chrono::milliseconds length) override {
    pauses.push_back(length);
    co_return;
  }
  double chance = 0.5;
  std::vector<std::chrono::milliseconds> pauses;

 private:
  util::Timestamp now_ = *util::parse_rfc3339("2026-11-24T09:00:00Z");
};

/// A server that gives answers in the order in which they were put in, and keeps the requests.
class ScriptedServer {
 public:
  struct Seen {
    std::string method, target, body, authorization;
  };

  ScriptedServer() : server_([this](http::Request& request) { return answer(request); }) { server_.start(); }

  void then(int status, std::string body, std::vector<std::pair<std::string_view, std::string>> headers = {}) {
    http::Response response = http::Response::json(std::move(body), static_cast<std::uint16_t>(status));
    response.headers = std::move(headers);
    answers_.push_back(std::move(response));
  }
  /// The request is read and nobody answers it.
  void then_silence() { answers_.emplace_back(std::nullopt); }

  std::string url() const { return server_.url(); }
  const std::vector<Seen>& seen() const { return seen_; }

 private:
  util::Task<http::Response> answer(http::Request& request) {
    const bool is_post = request.method == http::Method::post;
    seen_.push_back({is_post ? "POST" : "GET", std::string(request.target), std::string(request.body),
                     std::string(request.header("Authorization"))});
    if (answers_.empty()) co_return http::Response::json("{}", 599);
    auto next = std::move(answers_.front());
    answers_.pop_front();
    if (!next) {
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours(1));
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return *std::move(next);
  }

  std::deque<std::optional<http::Response>> answers_;
  std::vector<Seen> seen_;
  http::TestServer server_;
};

class RestTest : public testing::Test {
 protected:
  RestTest() : client_(make_client(server_.url())) {}

  RestClient make_client(const std::string& url) {
    return RestClient(http_, RestUrls{url, url, url}, account_,
                      RestCredentials::of_key(*ApiKeySid::parse(test::sid("SK", 'b')), util::Secret(secret)), pace_,
                      RetryRules{.try_timeout = std::chrono::milliseconds(300)});
  }

  template <class T>
  T run(util::Task<T> task) {
    std::optional<T> result;
    auto keep = [&]() -> util::Task<> { result.emplace(co_await std::move(task)); };
    boost::asio::co_spawn(loop_, keep(), [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    });
    loop_.restart();
    loop_.run();
    return std::move(*result);
  }

  static calls::CallSid call_sid(char digit) { return *calls::CallSid::parse(test::sid("CA", digit)); }
  /// The path of a resource of the account.
  std::string path(std::string_view rest) const { return ("/2010-04-01/Accounts/" + account_.text()).append(rest); }

  static constexpr const char* secret = "wellKeptSecret";
  AccountSid account_ = *AccountSid::parse(test::sid("AC", 'a'));
  std::shared_ptr<FakePace> pace_ = std::make_shared<FakePace>();
  boost::asio::io_context loop_;
  ScriptedServer server_;
  http::Client http_{1};
  RestClient client_;
};

}  // namespace teleperson::twilio
