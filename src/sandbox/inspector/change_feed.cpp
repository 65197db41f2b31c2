#include "sandbox/inspector/change_feed.h"

#include <set>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::sandbox {

namespace asio = boost::asio;

struct ChangeFeed::Core {
  explicit Core(asio::any_io_executor e) : executor(std::move(e)) {}

  void wake_all() const {
    for (Follower* follower : followers)
      follower->timer_.cancel();
  }

  asio::any_io_executor executor;
  std::set<Follower*> followers;
  std::uint64_t newest = 0;
  bool stopped = false;
};

ChangeFeed::ChangeFeed(asio::any_io_executor executor) : core_(std::make_shared<Core>(std::move(executor))) {}

std::uint64_t ChangeFeed::changed() {
  ++core_->newest;
  core_->wake_all();
  return core_->newest;
}

std::uint64_t ChangeFeed::newest() const {
  return core_->newest;
}

std::shared_ptr<ChangeFeed::Follower> ChangeFeed::follow() {
  if (core_->stopped || core_->followers.size() >= most_followers) return nullptr;
  return std::make_shared<Follower>(core_);
}

void ChangeFeed::stop() {
  core_->stopped = true;
  core_->wake_all();
}

ChangeFeed::Follower::Follower(std::shared_ptr<Core> core) : core_(std::move(core)), timer_(core_->executor) {
  core_->followers.insert(this);
}

ChangeFeed::Follower::~Follower() {
  core_->followers.erase(this);
}

util::Task<bool> ChangeFeed::Follower::wait(std::uint64_t seen, std::chrono::milliseconds heartbeat) {
  if (core_->newest <= seen && !core_->stopped) {
    timer_.expires_after(heartbeat);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return !core_->stopped;
}

}  // namespace teleperson::sandbox
