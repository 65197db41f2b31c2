#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include "http/server.h"
#include "util/encoding.h"

namespace teleperson::sandbox::testing {

/// A webhook that arrived.
struct Received {
  std::string path;
  std::string target;  ///< with the query
  std::string signature;
  std::string idempotency_token;
  util::FormFields fields;

  std::string field(std::string_view name) const {
    const std::string* value = util::find_field(fields, name);
    return value == nullptr ? "" : *value;
  }
};

/// The application that the sandbox calls: answers as told and remembers what it was asked. On its own thread.
class Application {
 public:
  using Answer = std::function<http::Response()>;

  Application()
      : server_(std::make_unique<http::Server>(loop_, http::ServerOptions{},
                                               [this](http::Request& request) { return handle(request); })) {
    server_->listen("127.0.0.1:0");
    port_ = server_->port();
    thread_ = std::thread([this] { loop_.run(); });
  }
  ~Application() {
    boost::asio::post(loop_, [this] {
      server_.reset();
      loop_.stop();
    });
    thread_.join();
  }

  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
  std::uint16_t port() const { return port_; }

  void answer(const std::string& path, Answer answer) {
    const std::lock_guard lock(mutex_);
    answers_[path] = std::move(answer);
  }
  void answer_twiml(const std::string& path, const std::string& twiml) {
    answer(path, [twiml] { return http::Response{200, "text/xml", twiml, {}}; });
  }

  /// Waits until that path has been asked `count` times. Returns all of its requests.
  std::vector<Received> wait_for(const std::string& path, std::size_t count = 1) {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, std::chrono::seconds(10), [&] { return of(path).size() >= count; });
    EXPECT_TRUE(came) << path << " was asked " << of(path).size() << " times, not " << count;
    auto requests = of(path);
    requests.resize(std::max(requests.size(), count));  // a failed test must not crash
    return requests;
  }
  /// What has come so far.
  std::vector<Received> received(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return of(path);
  }

 private:
  util::Task<http::Response> handle(http::Request& request) {
    Answer answer;
    {
      const std::lock_guard lock(mutex_);
      const std::string path(request.path);
      received_.push_back(
          {path, std::string(request.target), std::string(request.header("X-Twilio-Signature")),
           std::string(request.header("I-Twilio-Idempotency-Token")),
           util::parse_form(request.body.empty() ? request.query : request.body).value_or(util::FormFields{})});
      if (const auto found = answers_.find(path); found != answers_.end()) answer = found->second;
    }
    changed_.notify_all();
    co_return answer ? answer() : http::Response::no_content();
  }
  std::vector<Received> of(const std::string& path) const {
    std::vector<Received> requests;
    for (const Received& request : received_) {
      if (request.path == path) requests.push_back(request);
    }
    return requests;
  }

  boost::asio::io_context loop_;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Answer> answers_;
  std::vector<Received> received_;
};

}  // namespace teleperson::sandbox::testing
