#include "gateway/drain.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::gateway {

util::Task<bool> wait_for_calls(boost::asio::io_context& loop, Gateway& gateway, std::chrono::milliseconds deadline) {
  constexpr std::chrono::milliseconds interval{200};
  const auto end = std::chrono::steady_clock::now() + deadline;
  boost::asio::steady_timer timer(loop);
  for (;;) {
    const auto calls = co_await gateway.live_calls();
    if (calls == 0) co_return true;
    if (std::chrono::steady_clock::now() >= end) co_return false;
    timer.expires_after(interval);
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

}  // namespace teleperson::gateway
