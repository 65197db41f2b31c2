#include "sandbox/signalling/heartbeat.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::sandbox {

namespace asio = boost::asio;

void Heartbeat::start() {
  auto beating = [self = shared_from_this()] { return self->beat(); };
  asio::co_spawn(timer_.get_executor(), std::move(beating), asio::detached);
}

void Heartbeat::stop() {
  connection_.reset();
  timer_.cancel();
}

util::Task<> Heartbeat::beat() {
  while (connection_) {
    timer_.expires_after(interval_);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (connection_) connection_->send("\n");
  }
}

}  // namespace teleperson::sandbox
