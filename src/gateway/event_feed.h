#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "gateway/config.h"
#include "gateway/database_watch.h"
#include "gateway/metrics.h"
#include "store/announcements.h"
#include "store/call_history.h"
#include "util/task.h"

namespace teleperson::gateway {

/// Keeps the newest LiveState for all who follow it: one for the process, so that the database is asked once however
/// many are watching, and not at all when nobody is. News are announced to the other nodes, and theirs are heard of.
/// Used on the event loop only.
class EventFeed final : public DatabaseWatch {
 public:
  using State = std::shared_ptr<const store::LiveState>;
  class Follower;

  /// All but the pace outlive this. Followers may outlive it.
  EventFeed(boost::asio::io_context&, store::CallHistory&, store::Announcements& nodes, Metrics&, const FeedPace&);
  ~EventFeed();
  EventFeed(const EventFeed&) = delete;

  /// Null: there are as many followers as there may be, or it has stopped.
  std::shared_ptr<Follower> follow();
  std::size_t followers() const;

  void look_now() override;
  /// No way back: all followers are told that it is over.
  void stop();

 private:
  struct Core;
  std::shared_ptr<Core> core_;
  store::Announcements& nodes_;
};

/// One who follows. Each waits on its own: a slow one misses states, and never holds up another.
class EventFeed::Follower {
 public:
  explicit Follower(std::shared_ptr<Core>);
  ~Follower();
  Follower(const Follower&) = delete;

  /// Waits until the newest state is another one than `seen`, or for a heartbeat. False: it is over.
  util::Task<bool> wait(const State& seen);
  /// Null: the database has not answered yet.
  State newest() const;

 private:
  friend struct EventFeed::Core;
  std::shared_ptr<Core> core_;
  boost::asio::steady_timer timer_;
};

}  // namespace teleperson::gateway
