#include "store/postgresql/connection_pool.h"

#include <algorithm>
#include <chrono>

namespace teleperson::store::postgresql {
namespace {

constexpr std::chrono::milliseconds longest_silence{5000};  // the server itself ends a statement before
constexpr std::chrono::milliseconds watch_interval{250};

}  // namespace

ConnectionPool::ConnectionPool(const DatabaseUrl& url, std::size_t size, const util::Logger* log)
    : log_(log), availability_(log) {
  for (std::size_t i = 0; i < size; ++i)
    free_.push_back(&all_.emplace_back(url));
  watchdog_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

ConnectionPool::Loan ConnectionPool::borrow(Prefer prefer) {
  const std::scoped_lock lock(mutex_);
  const auto preferred =
      std::ranges::find_if(free_, [&](const auto* one) { return one->is_open() == (prefer == Prefer::open); });
  const auto chosen = preferred == free_.end() ? free_.begin() : preferred;
  const Loan::pointer connection = *chosen;
  free_.erase(chosen);
  return {connection, GiveBack{this}};
}

void ConnectionPool::give_back(Connection* connection) {
  const std::scoped_lock lock(mutex_);
  free_.insert(free_.begin(), connection);  // the next one takes it: its plans are warm
}

void ConnectionPool::watch(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!tick_.wait_for(lock, stop, watch_interval, [&] { return stop.stop_requested(); })) {
    lock.unlock();
    for (auto& connection : all_)
      connection.cut_if_silent(longest_silence);
    lock.lock();
  }
}

}  // namespace teleperson::store::postgresql
