#include "store/postgresql/connection_pool.h"

#include <utility>

namespace teleperson::store::postgresql {
namespace {

constexpr int most_waiting = 2000;  // about as many as are done before the first of them loses patience

}  // namespace

ConnectionPool::ConnectionPool(const DatabaseUrl& url, std::size_t size, const util::Logger* log)
    : log_(log), threads_(size) {
  for (std::size_t i = 0; i < size; ++i)
    free_.push_back(&all_.emplace_back(url));
}

util::Task<Result<void>> ConnectionPool::read(Work work) {
  return run(std::move(work), &postgresql::read);
}

util::Task<Result<void>> ConnectionPool::write(Work work) {
  return run(std::move(work), &postgresql::write);
}

util::Task<Result<void>> ConnectionPool::run(Work work, Try* attempt) {
  if (waiting_.fetch_add(1) >= most_waiting) {
    --waiting_;
    co_return std::unexpected(Error::unavailable);
  }
  auto here = [&] { return run_here(work, attempt); };
  co_return co_await threads_.run(std::move(here));
}

Result<void> ConnectionPool::run_here(Work& work, Try* attempt) {
  --waiting_;
  Connection* connection = nullptr;
  {
    const std::scoped_lock lock(mutex_);
    connection = free_.back();  // there are as many as threads
    free_.pop_back();
  }
  const auto result = attempt(*connection, work, log_);
  const std::scoped_lock lock(mutex_);
  free_.push_back(connection);
  return result;
}

}  // namespace teleperson::store::postgresql
