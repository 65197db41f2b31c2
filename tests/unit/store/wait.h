#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "util/task.h"

namespace teleperson::test {

inline void rethrow(std::exception_ptr failure) {
  if (failure) std::rethrow_exception(failure);
}

/// Runs an event loop until the task is done, and returns what it returned.
template <class T>
T wait(util::Task<T> task) {
  boost::asio::io_context loop;
  std::optional<T> answer;
  auto keep_answer = [&]() -> util::Task<> { answer.emplace(co_await std::move(task)); };
  boost::asio::co_spawn(loop, keep_answer(), rethrow);
  loop.run();
  return std::move(*answer);
}

/// Runs all tasks at once on one event loop.
template <class T>
std::vector<T> wait_all(std::vector<util::Task<T>> tasks) {
  boost::asio::io_context loop;
  std::vector<std::optional<T>> answers(tasks.size());
  auto keep_answer = [&](std::size_t i) -> util::Task<> { answers[i].emplace(co_await std::move(tasks[i])); };
  for (std::size_t i = 0; i < tasks.size(); ++i)
    boost::asio::co_spawn(loop, keep_answer(i), rethrow);
  loop.run();
  std::vector<T> all;
  for (auto& answer : answers)
    all.push_back(std::move(*answer));
  return all;
}

}  // namespace teleperson::test
