#pragma once

#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>
#include <variant>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "util/task.h"

namespace teleperson::util {

/// Threads for work that blocks, such as database statements, so that event loops never wait for it.
class WorkerPool {
 public:
  explicit WorkerPool(std::size_t threads);
  /// Waits until all work that was handed in is done. The event loops of those who await it must still exist then.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Runs `work` on one of the threads and resumes the caller on its own executor with the result, or the exception.
  /// Work starts in the order in which it was handed in.
  template <class F>
  Task<std::invoke_result_t<F&>> run(F work);

 private:
  template <class F>
  static auto attempt(F& work);

  boost::asio::thread_pool threads_;
};

template <class F>
auto WorkerPool::attempt(F& work) {
  using Result = std::invoke_result_t<F&>;
  using Value = std::conditional_t<std::is_void_v<Result>, std::monostate, Result>;
  using Outcome = std::variant<std::exception_ptr, Value>;
  try {
    if constexpr (std::is_void_v<Result>) {
      work();
      return Outcome(std::in_place_index<1>);
    } else {
      return Outcome(std::in_place_index<1>, work());
    }
  } catch (...) {
    return Outcome(std::in_place_index<0>, std::current_exception());
  }
}

template <class F>
Task<std::invoke_result_t<F&>> WorkerPool::run(F work) {
  namespace asio = boost::asio;
  using Outcome = decltype(attempt(work));

  auto start = [this, &work](auto handler) {
    auto executor = asio::get_associated_executor(handler);
    // Held until the inner post() has returned, which still uses the caller's loop when that has its result already.
    auto caller_is_busy = asio::make_work_guard(executor);
    asio::post(threads_,
               [&work, executor, caller_is_busy = std::move(caller_is_busy), handler = std::move(handler)]() mutable {
                 asio::post(executor, [handler = std::move(handler), outcome = attempt(work)]() mutable {
                   std::move(handler)(std::move(outcome));
                 });
               });
  };
  auto outcome =
      co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Outcome)>(start, asio::use_awaitable);

  if (outcome.index() == 0) std::rethrow_exception(std::get<0>(outcome));
  if constexpr (!std::is_void_v<std::invoke_result_t<F&>>) co_return std::move(std::get<1>(outcome));
}

}  // namespace teleperson::util
