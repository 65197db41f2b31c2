#include "gateway/event_feed.h"

#include <set>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::gateway {

namespace asio = boost::asio;

struct EventFeed::Core {
  Core(asio::io_context& io_context, store::CallHistory& history, Metrics& counts, const FeedPace& how_fast)
      : loop(io_context), store(history), metrics(counts), pace(how_fast), timer(loop) {}

  static void start_looking(const std::shared_ptr<Core>&);
  static util::Task<> keep_looking(std::shared_ptr<Core>);
  void look_now();
  util::Task<> pause(std::chrono::milliseconds);
  void publish(store::LiveState&&);
  void wake_followers();
  bool is_wanted() const { return !stopped && !followers.empty(); }

  asio::io_context& loop;
  store::CallHistory& store;
  Metrics& metrics;
  FeedPace pace;
  asio::steady_timer timer;
  State newest;
  std::set<Follower*> followers;
  bool is_looking = false;      // keep_looking runs
  bool may_be_woken = false;    // it waits, and has rested since it last looked
  bool look_was_asked = false;  // since it last looked
  bool stopped = false;
};

EventFeed::EventFeed(asio::io_context& loop, store::CallHistory& store, store::Announcements& nodes, Metrics& metrics,
                     const FeedPace& pace)
    : core_(std::make_shared<Core>(loop, store, metrics, pace)), nodes_(nodes) {
  nodes_.listen([core = core_.get(), weak = std::weak_ptr(core_)] {
    asio::post(core->loop, [weak] {
      if (const auto still_there = weak.lock()) still_there->look_now();
    });
  });
}

EventFeed::~EventFeed() {
  nodes_.listen({});  // waits until the above has returned
  stop();
}

std::shared_ptr<EventFeed::Follower> EventFeed::follow() {
  if (core_->stopped || core_->followers.size() >= core_->pace.most_followers) return nullptr;
  return std::make_shared<Follower>(core_);
}

std::size_t EventFeed::followers() const {
  return core_->followers.size();
}

void EventFeed::look_now() {
  core_->look_now();
  nodes_.announce();
}

void EventFeed::Core::look_now() {
  look_was_asked = true;
  if (may_be_woken) timer.cancel();
}

void EventFeed::stop() {
  core_->stopped = true;
  core_->timer.cancel();
  core_->wake_followers();
}

void EventFeed::Core::start_looking(const std::shared_ptr<Core>& core) {
  if (core->stopped || std::exchange(core->is_looking, true)) return;
  asio::co_spawn(core->loop, keep_looking(core), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  });
}

util::Task<> EventFeed::Core::keep_looking(std::shared_ptr<Core> core) {
  while (core->is_wanted()) {
    core->look_was_asked = false;
    auto state = co_await core->store.live_state();
    if (state) {
      core->publish(std::move(*state));
    } else {
      core->metrics.store_error("live_state");
    }
    if (core->is_wanted()) co_await core->pause(core->pace.shortest_pause);
    if (core->is_wanted() && !core->look_was_asked) {
      core->may_be_woken = true;
      co_await core->pause(core->pace.pause);
      core->may_be_woken = false;
    }
  }
  core->newest.reset();
  core->is_looking = false;
}

util::Task<> EventFeed::Core::pause(std::chrono::milliseconds length) {
  timer.expires_after(length);
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

void EventFeed::Core::publish(store::LiveState&& state) {
  if (newest && *newest == state) return;
  newest = std::make_shared<const store::LiveState>(std::move(state));
  wake_followers();
}

void EventFeed::Core::wake_followers() {
  for (auto* follower : followers)
    follower->timer_.cancel();
}

EventFeed::Follower::Follower(std::shared_ptr<Core> core) : core_(std::move(core)), timer_(core_->loop) {
  core_->followers.insert(this);
}

EventFeed::Follower::~Follower() {
  core_->followers.erase(this);
  if (core_->followers.empty()) core_->timer.cancel();
}

util::Task<bool> EventFeed::Follower::wait(const State& seen) {
  Core::start_looking(core_);
  if (!core_->stopped && core_->newest == seen) {
    timer_.expires_after(core_->pace.heartbeat);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return !core_->stopped;
}

EventFeed::State EventFeed::Follower::newest() const {
  return core_->newest;
}

}  // namespace teleperson::gateway
