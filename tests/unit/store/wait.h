#pragma once

#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "util/task.h"

namespace teleperson::test {

/// A loop of its own for one wait. It lives until the process ends: a store's writer thread may still be leaving `post`
/// when its answer has already come.
inline boost::asio::io_context& new_loop() {
  static std::mutex mutex;
  static std::deque<boost::asio::io_context> loops;
  const std::lock_guard lock(mutex);
  return loops.emplace_back();
}

/// Runs an event loop until the task is done, and returns what it returned or throws what it threw. Throws once the
/// loop has come to its end, as the store's threads use it until then.
template <class T>
T wait(util::Task<T> task) {
  auto& loop = new_loop();
  std::optional<T> answer;
  std::exception_ptr failure;
  auto keep_answer = [&]() -> util::Task<> { answer.emplace(co_await std::move(task)); };
  boost::asio::co_spawn(loop, keep_answer(), [&](std::exception_ptr thrown) { failure = thrown; });
  loop.run();
  if (failure) std::rethrow_exception(failure);
  return std::move(*answer);
}

/// Runs all tasks at once on one event loop. None of them may throw.
template <class T>
std::vector<T> wait_all(std::vector<util::Task<T>> tasks) {
  auto& loop = new_loop();
  std::vector<std::optional<T>> answers(tasks.size());
  auto keep_answer = [&](std::size_t i) -> util::Task<> { answers[i].emplace(co_await std::move(tasks[i])); };
  for (std::size_t i = 0; i < tasks.size(); ++i)
    boost::asio::co_spawn(loop, keep_answer(i), boost::asio::detached);
  loop.run();
  std::vector<T> all;
  for (auto& answer : answers)
    all.push_back(std::move(answer.value()));
  return all;
}

}  // namespace teleperson::test
