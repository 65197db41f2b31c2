#include "gateway/finaliser.h"

#include <algorithm>
#include <chrono>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::gateway {

namespace {

constexpr std::chrono::seconds interval{1};
constexpr std::chrono::seconds longest_pause{5};
constexpr int rows_a_time = 100;  // so that a backlog does not hold up other writers

}  // namespace

Finaliser::Finaliser(boost::asio::io_context& loop, const Services& services) : services_(services), timer_(loop) {}

util::Task<> Finaliser::run() {
  auto retry = interval;
  while (!stopped_) {
    const auto done = co_await services_.store.finalise_due(services_.clock.now(), rows_a_time);
    auto pause = interval;
    if (done) {
      note(*done);
      retry = interval;
      if (done->rows == rows_a_time) continue;
    } else {
      services_.metrics.store_error("finalise_due");
      pause = retry;
      retry = std::min(2 * retry, longest_pause);
    }
    if (stopped_) break;
    timer_.expires_after(pause);
    co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

void Finaliser::note(const store::Finalised& done) const {
  services_.metrics.rows_finalised(done.rows);
  services_.metrics.gaps(done.gaps.size());
  if (done.rows > 0) services_.watch.look_now();
  for (const auto& call : done.gaps) {
    services_.log.warn("call.gap", {{"call_sid", call.text()},
                                    {"hint", "nothing was heard of how it ended; it is logged with what is known"}});
  }
}

void Finaliser::stop() {
  stopped_ = true;
  timer_.cancel();
}

}  // namespace teleperson::gateway
