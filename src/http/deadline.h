#pragma once

#include <chrono>

#include <boost/intrusive/list.hpp>

#include "http/stream.h"

namespace teleperson::http {

/// When a connection's pending operation has taken too long. Stands in at most one DeadlineList, and leaves it when it
/// is destroyed.
class Deadline : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  explicit Deadline(Stream& stream) : stream_(stream) {}
  void disarm() { unlink(); }
  /// True when the time ran out since the deadline was last armed.
  bool expired() const { return expired_; }

 private:
  friend class DeadlineList;
  Stream& stream_;
  std::chrono::milliseconds at_{};
  bool expired_ = false;
};

/// Deadlines of one length, so that the order of arming is the order of expiry and both cost a few pointers. A timer
/// per operation would cost more than parsing the request does.
class DeadlineList {
 public:
  explicit DeadlineList(std::chrono::milliseconds length) : length_(length) {}

  /// Takes the deadline from whatever list it stands in.
  void arm(Deadline&);
  /// Cancels the streams whose time ran out.
  void expire();
  /// Cancels the stream that has waited longest; false when there is none.
  bool cancel_oldest();
  void cancel_all();

 private:
  std::chrono::milliseconds length_;
  boost::intrusive::list<Deadline, boost::intrusive::constant_time_size<false>> waiting_;
};

}  // namespace teleperson::http
