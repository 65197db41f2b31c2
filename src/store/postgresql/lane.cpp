#include "store/postgresql/lane.h"

#include <chrono>
#include <utility>

namespace teleperson::store::postgresql {
namespace {

constexpr int most_waiting = 2000;  // about as many as are done before the first of them loses patience
constexpr std::chrono::seconds patience{3};

}  // namespace

util::Task<Result<void>> Lane::run(Work work, Access access, Try* attempt) {
  // Asked again on the thread; but whoever tries may hold the only one.
  if (pool_.availability().is_refusing(access)) co_return std::unexpected(Error::unavailable);
  if (waiting_.fetch_add(1) >= most_waiting) {
    --waiting_;
    co_return std::unexpected(Error::unavailable);
  }
  const GiveUp give_up = std::chrono::steady_clock::now() + patience;
  auto here = [&] {
    --waiting_;
    return attempt(pool_, work, give_up);
  };
  co_return co_await threads_.run(std::move(here));
}

}  // namespace teleperson::store::postgresql
