#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "util/task.h"

namespace teleperson::sandbox {

/// Counts changes, and wakes those who follow them. One thread: the executor's.
class ChangeFeed {
 public:
  class Follower;
  static constexpr std::size_t most_followers = 32;

  explicit ChangeFeed(boost::asio::any_io_executor);

  /// Returns the number of the new change.
  std::uint64_t changed();
  std::uint64_t newest() const;

  /// Null: there are as many followers as there may be, or it has stopped. Followers may outlive the feed.
  std::shared_ptr<Follower> follow();
  /// No way back: all followers are told that it is over.
  void stop();

 private:
  struct Core;
  std::shared_ptr<Core> core_;
};

/// One who follows.
class ChangeFeed::Follower {
 public:
  explicit Follower(std::shared_ptr<Core>);
  ~Follower();
  Follower(const Follower&) = delete;

  /// Waits for a change after `seen`, or until it is time for a heartbeat. False: it is over.
  util::Task<bool> wait(std::uint64_t seen, std::chrono::milliseconds heartbeat);

 private:
  friend struct ChangeFeed::Core;
  std::shared_ptr<Core> core_;
  boost::asio::steady_timer timer_;
};

}  // namespace teleperson::sandbox
