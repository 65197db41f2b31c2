#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "gateway/services.h"
#include "util/task.h"

namespace teleperson::gateway {

/// Asks Twilio about calls whose callbacks got lost. Several nodes may do so at once: each call is asked about by one.
class Reconciler {
 public:
  /// Both must outlive this.
  Reconciler(boost::asio::io_context&, const Services&);

  /// Runs until `stop`; ends at once if Twilio cannot be asked. A Twilio that does not answer, or asks to be left
  /// alone, is asked ever more slowly, up to about once a minute.
  util::Task<> run();
  /// On the event loop. No more is asked; what was asked may still be answered.
  void stop();
  bool is_waiting_for_twilio() const { return open_requests_ > 0; }

  /// Asks about those calls that are due, a few at most. Nothing: none is due. Else whether Twilio and the database
  /// answered each time.
  util::Task<std::optional<bool>> round();

 private:
  struct Trouble {
    bool any = false;
    std::chrono::seconds retry_after{0};
  };

  util::Task<> ask(const store::UnheardCall&);
  util::Task<> pause(std::chrono::milliseconds);
  std::chrono::milliseconds pause_after_trouble();

  const Services& services_;
  boost::asio::steady_timer timer_;
  Trouble trouble_;
  int failures_ = 0;  ///< rounds in a row
  std::size_t open_requests_ = 0;
  bool stopped_ = false;
};

}  // namespace teleperson::gateway
