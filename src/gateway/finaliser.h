#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "gateway/services.h"
#include "util/task.h"

namespace teleperson::gateway {

/// Once a second has the audit rows written whose callbacks are overdue. Several nodes may do so at once.
class Finaliser {
 public:
  /// Both must outlive this.
  Finaliser(boost::asio::io_context&, const Services&);

  /// Runs until `stop`. A database that does not answer is asked again, ever more slowly up to every 30 seconds.
  util::Task<> run();
  /// On the event loop.
  void stop();

 private:
  void note(const store::Finalised&) const;

  const Services& services_;
  boost::asio::steady_timer timer_;
  bool stopped_ = false;
};

}  // namespace teleperson::gateway
