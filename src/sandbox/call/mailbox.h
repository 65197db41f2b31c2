#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "util/task.h"

namespace teleperson::sandbox {

/// A queue with one reader that waits. One thread: the executor's.
template <class T>
class Mailbox {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  explicit Mailbox(const boost::asio::any_io_executor& executor) : wake_up_(executor) {}

  void post(T item) {
    items_.push_back(std::move(item));
    wake_up_.cancel();
  }

  /// The next item, or nothing when there is none by the deadline. The mailbox must outlive the wait.
  util::Task<std::optional<T>> next(Deadline deadline) {
    while (items_.empty()) {
      if (std::chrono::steady_clock::now() >= deadline) co_return std::nullopt;
      wake_up_.expires_at(deadline);
      co_await wake_up_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    co_return item;
  }

 private:
  std::deque<T> items_;
  boost::asio::steady_timer wake_up_;
};

}  // namespace teleperson::sandbox
