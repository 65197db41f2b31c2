#include "gateway/event_feed.h"

#include <functional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

namespace teleperson::test {
namespace {

using namespace std::chrono_literals;
using gateway::EventFeed;
using State = EventFeed::State;

/// A database that counts how often it is asked.
class CountingHistory final : public store::CallHistory {
 public:
  util::Task<store::Result<std::vector<store::IntervalStatistics>>> call_statistics(
      const std::vector<util::Timestamp>&) override {
    co_return std::unexpected(store::Error::unavailable);
  }
  util::Task<store::Result<std::vector<store::LogRow>>> call_log_page(const store::CallLogQuery&) override {
    co_return std::unexpected(store::Error::unavailable);
  }
  util::Task<store::Result<store::LiveState>> live_state() override {
    ++looks;
    if (on_look) on_look();
    if (fails) co_return std::unexpected(store::Error::unavailable);
    co_return state;
  }

  store::LiveState state;
  bool fails = false;
  int looks = 0;
  std::function<void()> on_look;
};

/// The other nodes.
class OtherNodes final : public store::Announcements {
 public:
  void announce() override { ++told; }
  void listen(std::function<void()> heard) override { tell = std::move(heard); }

  int told = 0;
  std::function<void()> tell;
};

class EventFeedTest : public testing::Test {
 protected:
  /// Runs until nothing is left to do.
  void run(util::Task<> task) {
    boost::asio::co_spawn(loop, std::move(task), [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    });
    loop.restart();
    loop.run();
  }

  boost::asio::io_context loop;
  CountingHistory history;
  OtherNodes nodes;
  gateway::Metrics metrics;
  /// It never looks by itself, and nobody's heart beats: whatever happens was caused by something.
  gateway::FeedPace pace{.pause = 1h, .shortest_pause = 0ms, .heartbeat = 1h, .most_followers = 3};
};

TEST_F(EventFeedTest, ANewFollowerGetsTheStateAndThenEachChange) {
  EventFeed feed(loop, history, nodes, metrics, pace);
  run([&]() -> util::Task<> {
    const auto follower = feed.follow();
    EXPECT_EQ(follower->newest(), nullptr);
    State seen;
    EXPECT_TRUE(co_await follower->wait(seen));
    seen = follower->newest();
    EXPECT_EQ(seen->last_log_id, 0);

    history.state.last_log_id = 7;
    feed.look_now();
    EXPECT_TRUE(co_await follower->wait(seen));
    EXPECT_EQ(follower->newest()->last_log_id, 7);
  }());
  EXPECT_EQ(feed.followers(), 0U);
}

TEST_F(EventFeedTest, LooksAtOnceWhenAnotherNodeHasNewsAndTellsItsOwn) {
  std::optional<EventFeed> feed(std::in_place, loop, history, nodes, metrics, pace);
  run([&]() -> util::Task<> {
    const auto follower = feed->follow();
    EXPECT_TRUE(co_await follower->wait(nullptr));
    history.state.last_log_id = 7;
    nodes.tell();
    EXPECT_TRUE(co_await follower->wait(follower->newest()));
    EXPECT_EQ(follower->newest()->last_log_id, 7);
    EXPECT_EQ(nodes.told, 0) << "news of others must not go round in a circle";
    feed->look_now();
    EXPECT_EQ(nodes.told, 1);
  }());
  feed.reset();
  EXPECT_FALSE(nodes.tell) << "the store may outlive the feed";
}

TEST_F(EventFeedTest, LooksByItselfAsOtherNodesChangeThingsToo) {
  pace.pause = 1ms;
  EventFeed feed(loop, history, nodes, metrics, pace);
  history.on_look = [&] { history.state.last_log_id = history.looks / 3; };
  run([&]() -> util::Task<> {
    const auto follower = feed.follow();
    State seen;
    while (!seen || seen->last_log_id < 2) {
      EXPECT_TRUE(co_await follower->wait(seen));
      seen = follower->newest();
    }
  }());
  EXPECT_GE(history.looks, 6);
}

TEST_F(EventFeedTest, IsNotAskedWhenNobodyFollows) {
  EventFeed feed(loop, history, nodes, metrics, pace);
  feed.look_now();
  auto follower = feed.follow();
  follower.reset();
  loop.run();
  EXPECT_EQ(history.looks, 0);
}

TEST_F(EventFeedTest, StopsLookingWhenTheLastOneLeavesAndStartsAfresh) {
  EventFeed feed(loop, history, nodes, metrics, pace);
  const auto follow_once = [&]() -> util::Task<> {
    const auto follower = feed.follow();
    EXPECT_TRUE(co_await follower->wait(nullptr));
    EXPECT_EQ(follower->newest()->last_log_id, history.state.last_log_id);
  };
  run(follow_once());  // returns: no timer of an hour is left
  EXPECT_EQ(history.looks, 1);
  history.state.last_log_id = 3;
  run(follow_once());
  EXPECT_EQ(history.looks, 2);
}

TEST_F(EventFeedTest, WhoIsSlowMissesStatesAndHoldsNobodyUp) {
  EventFeed feed(loop, history, nodes, metrics, pace);
  run([&]() -> util::Task<> {
    const auto slow = feed.follow();
    const auto quick = feed.follow();
    State seen;
    for (int id = 1; id <= 5; ++id) {
      history.state.last_log_id = id;
      feed.look_now();
      EXPECT_TRUE(co_await quick->wait(seen));
      seen = quick->newest();
      EXPECT_EQ(seen->last_log_id, id);
    }
    EXPECT_TRUE(co_await slow->wait(nullptr));
    EXPECT_EQ(slow->newest(), seen);
  }());
}

TEST_F(EventFeedTest, AHeartbeatComesThoughNothingChanges) {
  pace.heartbeat = 1ms;
  EventFeed feed(loop, history, nodes, metrics, pace);
  run([&]() -> util::Task<> {
    const auto follower = feed.follow();
    EXPECT_TRUE(co_await follower->wait(nullptr));
    const auto seen = follower->newest();
    EXPECT_TRUE(co_await follower->wait(seen));
    EXPECT_EQ(follower->newest(), seen);
  }());
}

TEST_F(EventFeedTest, ADatabaseThatFailsIsAskedAgain) {
  pace.pause = 1ms;
  EventFeed feed(loop, history, nodes, metrics, pace);
  history.on_look = [&] { history.fails = history.looks < 3; };
  run([&]() -> util::Task<> {
    const auto follower = feed.follow();
    EXPECT_TRUE(co_await follower->wait(nullptr));
    EXPECT_NE(follower->newest(), nullptr);
  }());
  EXPECT_EQ(history.looks, 3);
}

TEST_F(EventFeedTest, HasRoomForSoMany) {
  EventFeed feed(loop, history, nodes, metrics, pace);
  std::vector<std::shared_ptr<EventFeed::Follower>> all;
  for (int i = 0; i < 3; ++i)
    all.push_back(feed.follow());
  EXPECT_EQ(feed.follow(), nullptr);
  all.pop_back();
  EXPECT_NE(feed.follow(), nullptr);
}

TEST_F(EventFeedTest, TellsAllWhenItIsOver) {
  EventFeed feed(loop, history, nodes, metrics, pace);
  int over = 0;
  const auto follow = [&](std::shared_ptr<EventFeed::Follower> follower) -> util::Task<> {
    State seen;
    while (co_await follower->wait(seen)) {
      seen = follower->newest();
      feed.stop();
    }
    ++over;
  };
  boost::asio::co_spawn(loop, follow(feed.follow()), boost::asio::detached);
  run(follow(feed.follow()));
  EXPECT_EQ(over, 2);
  EXPECT_EQ(feed.follow(), nullptr);
}

TEST_F(EventFeedTest, FollowersMayOutliveIt) {
  auto feed = std::make_unique<EventFeed>(loop, history, nodes, metrics, pace);
  const auto follower = feed->follow();
  bool over = false;
  const auto follow = [&]() -> util::Task<> { over = !co_await follower->wait(nullptr); };
  history.on_look = [&] { feed.reset(); };
  run(follow());
  EXPECT_TRUE(over);
}

}  // namespace
}  // namespace teleperson::test
