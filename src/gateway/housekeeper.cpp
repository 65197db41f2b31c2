#include "gateway/housekeeper.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::gateway {

namespace {

constexpr std::chrono::hours interval{1};
constexpr std::chrono::minutes pause_after_failure{1};
constexpr std::chrono::milliseconds pause_between_steps{20};  // others write too

}  // namespace

Housekeeper::Housekeeper(boost::asio::io_context& loop, const Services& services) : services_(services), timer_(loop) {}

util::Task<> Housekeeper::run() {
  while (!stopped_) {
    const bool well = co_await round();
    if (!well) services_.log.error("housekeeping.failed", {{"retry_in_seconds", 60}});
    co_await pause(well ? std::chrono::milliseconds(interval) : pause_after_failure);
  }
}

util::Task<bool> Housekeeper::round() {
  const bool has_room = co_await make_room();
  const bool is_purged = co_await purge();
  co_return has_room&& is_purged;
}

util::Task<bool> Housekeeper::make_room() {
  while (!stopped_) {
    const auto made = co_await services_.store.prepare_call_log(services_.clock.now());
    if (!made) {
      services_.metrics.store_error("prepare_call_log");
      co_return false;
    }
    if (!*made) break;
    services_.log.info("call_log.month_made");
  }
  co_return true;
}

/// By whole days, so that there is one purge a day.
util::Task<bool> Housekeeper::purge() {
  const auto& retention = services_.config.call_log_retention;
  if (!retention) co_return true;
  const store::Purge purge{.before = std::chrono::floor<std::chrono::days>(services_.clock.now() - *retention)};
  const store::Actor nobody;
  std::int64_t rows = 0;
  for (bool more = true; more && !stopped_;) {
    const auto step = co_await services_.store.purge_calls(purge, nobody, services_.clock.now());
    if (!step) {
      services_.metrics.store_error("purge_calls");
      co_return false;
    }
    rows += step->rows;
    more = step->more;
    if (more) co_await pause(pause_between_steps);
  }
  if (rows > 0) services_.log.info("call_log.purged", {{"rows", rows}});
  co_return true;
}

util::Task<> Housekeeper::pause(std::chrono::milliseconds duration) {
  if (stopped_) co_return;
  timer_.expires_after(duration);
  co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

void Housekeeper::stop() {
  stopped_ = true;
  timer_.cancel();
}

}  // namespace teleperson::gateway
