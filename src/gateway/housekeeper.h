#pragma once

#include <chrono>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "gateway/services.h"
#include "util/task.h"

namespace teleperson::gateway {

/// Once an hour has room made for the coming months' calls, and those purged that are older than
/// CALL_LOG_RETENTION_DAYS. Of several nodes one does it at a time.
class Housekeeper {
 public:
  /// Both must outlive this.
  Housekeeper(boost::asio::io_context&, const Services&);

  /// Runs until `stop`. After a failure it tries again in a minute.
  util::Task<> run();
  /// On the event loop.
  void stop();

  /// Does what is to be done now. False: the database did not do it.
  util::Task<bool> round();

 private:
  util::Task<bool> make_room();
  util::Task<bool> purge();
  util::Task<> pause(std::chrono::milliseconds);

  const Services& services_;
  boost::asio::steady_timer timer_;
  bool stopped_ = false;
};

}  // namespace teleperson::gateway
