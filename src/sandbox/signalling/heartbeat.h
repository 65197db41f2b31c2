#pragma once

#include <chrono>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "sandbox/signalling/connection.h"
#include "util/task.h"

namespace teleperson::sandbox {

/// Sends a newline now and then: a Voice SDK that hears nothing for 15 seconds gives its socket up. One thread.
class Heartbeat : public std::enable_shared_from_this<Heartbeat> {
 public:
  Heartbeat(const boost::asio::any_io_executor& executor, std::shared_ptr<Connection> connection,
            std::chrono::milliseconds interval)
      : timer_(executor), connection_(std::move(connection)), interval_(interval) {}

  void start();
  void stop();

 private:
  util::Task<> beat();

  boost::asio::steady_timer timer_;
  std::shared_ptr<Connection> connection_;  // null: stopped
  std::chrono::milliseconds interval_;
};

}  // namespace teleperson::sandbox
