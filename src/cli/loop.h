#pragma once

#include <exception>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "util/task.h"

namespace teleperson::cli {

/// The event loop of one command, which waits for each answer. Declare it before whatever has threads that resume on
/// it.
class Loop {
 public:
  template <class T>
  T run(util::Task<T> task) {
    std::optional<T> result;
    std::exception_ptr failure;
    auto keep = [&]() -> util::Task<> { result.emplace(co_await std::move(task)); };
    boost::asio::co_spawn(loop_, keep(), [&failure](std::exception_ptr thrown) { failure = thrown; });
    loop_.restart();
    loop_.run();
    if (failure) std::rethrow_exception(failure);
    return std::move(*result);
  }

 private:
  boost::asio::io_context loop_;
};

}  // namespace teleperson::cli
