#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <set>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "gateway/services.h"
#include "util/task.h"

namespace teleperson::gateway {

/// Asks Twilio about calls whose callbacks got lost. Several nodes may do so at once: each call is asked about by one.
/// A few are asked about at the same time, and each by itself: one of which Twilio does not tell holds up no other, and
/// is asked about more and more seldom. Used on the event loop only.
class Reconciler {
 public:
  /// Both must outlive this.
  Reconciler(boost::asio::io_context&, const Services&);

  /// Runs until `stop`; ends at once if Twilio cannot be asked. A Twilio that tells of no call, refuses the credentials
  /// or asks to be left alone is asked ever more slowly, up to about once a minute.
  util::Task<> run();
  /// No more is asked; what was asked may still be answered.
  void stop();
  bool is_waiting_for_twilio() const { return open_requests_ > 0; }

 private:
  using Steady = std::chrono::steady_clock;

  std::size_t free_places() const;
  util::Task<bool> ask_more();
  util::Task<> ask(std::shared_ptr<const store::UnheardCall>);
  void finish(const store::UnheardCall&, const std::exception_ptr&);
  void note_failure(const store::UnheardCall&, const twilio::RestError&);
  void note_answer();
  void rest(std::chrono::seconds wish);
  util::Task<> pause_until(Steady::time_point);

  const Services& services_;
  boost::asio::steady_timer timer_;
  std::size_t open_requests_ = 0;
  std::set<std::string> untold_;  ///< calls that failed one after another, without an answer between
  int rests_ = 0;                 ///< in a row, without an answer between
  Steady::time_point resting_until_{};
  bool stopped_ = false;
};

}  // namespace teleperson::gateway
