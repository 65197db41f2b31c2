#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../http/test_server.h"

namespace teleperson::test {

/// A leg as Twilio records it.
struct FakeLeg {
  std::string sid{};
  std::string parent{};
  std::string from{};
  std::string to{};
  std::string status = "completed";
  std::string duration{};  ///< seconds; empty: not known yet
  std::string ended{};     ///< RFC 2822
  std::string created = "Wed, 18 Nov 2026 10:45:00 +0000";

  std::string document() const {
    return fmt::format(
        R"({{"sid":"{}","parent_call_sid":"{}","from":"{}","to":"{}","status":"{}","duration":"{}","end_time":"{}",)"
        R"("date_created":"{}"}})",
        sid, parent, from, to, status, duration, ended, created);
  }
};

/// Twilio's REST API as far as calls go. What it answers may be changed at any time.
class FakeTwilio {
 public:
  FakeTwilio() : server_([this](http::Request& request) { return answer(request); }) { server_.start(); }

  void put(const FakeLeg& leg) {
    const std::lock_guard lock(mutex_);
    legs_.insert_or_assign(leg.sid, leg);
  }
  void remove(const std::string& sid) {
    const std::lock_guard lock(mutex_);
    legs_.erase(sid);
  }
  /// From now on requests whose method and target contain `part` are answered so; 0: not at all.
  void fail(const std::string& part, std::uint16_t status) {
    const std::lock_guard lock(mutex_);
    failures_.insert_or_assign(part, status);
  }
  std::string url() const { return server_.url(); }
  /// How many requests there were whose method and target contain `part`.
  int asked(std::string_view part) const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(std::ranges::count_if(seen_, [&](const auto& one) { return one.contains(part); }));
  }

 private:
  util::Task<http::Response> answer(http::Request& request) {
    const auto line = std::string(request.method == http::Method::post ? "POST " : "GET ").append(request.target);
    auto response = look_up(line);
    if (response.status == 0) {
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours(1));
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return response;
  }

  http::Response look_up(const std::string& line) {
    const std::lock_guard lock(mutex_);
    seen_.push_back(line);
    for (const auto& [part, status] : failures_) {
      if (line.contains(part)) return http::Response::json("{}", status);
    }
    if (!line.contains("/Calls.json")) {
      for (const auto& [sid, leg] : legs_) {
        if (line.contains(sid + ".json")) return http::Response::json(leg.document(), 200);
      }
      return http::Response::json("{}", 404);
    }
    std::vector<std::string> documents;
    for (const auto& [sid, leg] : legs_) {
      const bool is_child = line.contains("ParentCallSid=" + leg.parent) && !leg.parent.empty();
      if (is_child || !line.contains("ParentCallSid=")) documents.push_back(leg.document());
    }
    return http::Response::json(fmt::format(R"({{"calls":[{}]}})", fmt::join(documents, ",")), 200);
  }

  mutable std::mutex mutex_;
  std::map<std::string, FakeLeg> legs_;
  std::map<std::string, std::uint16_t> failures_;
  std::vector<std::string> seen_;
  http::TestServer server_;  // last: it uses the above
};

}  // namespace teleperson::test
