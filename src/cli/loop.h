#pragma once

#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "util/task.h"

namespace teleperson::cli {

/// The event loop of one command, which waits for each answer. Declare it before whatever has threads that resume on
/// it.
class Loop {
 public:
  template <class T>
  T run(util::Task<T> task) {
    auto future = boost::asio::co_spawn(loop_, std::move(task), boost::asio::use_future);
    loop_.restart();
    loop_.run();
    return future.get();
  }

 private:
  boost::asio::io_context loop_;
};

}  // namespace teleperson::cli
