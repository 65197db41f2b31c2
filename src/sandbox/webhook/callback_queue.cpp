#include "sandbox/webhook/callback_queue.h"

#include <chrono>
#include <random>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace teleperson::sandbox {

namespace asio = boost::asio;

void CallbackQueue::fire(Webhook webhook) {
  if (client_.faults().shuffle) {
    auto delivery = [self = shared_from_this(), webhook = std::move(webhook)]() mutable {
      return self->deliver_some_time(std::move(webhook));
    };
    asio::co_spawn(executor_, std::move(delivery), asio::detached);
    return;
  }
  waiting_.push_back(std::move(webhook));
  if (std::exchange(delivering_, true)) return;
  auto delivery = [self = shared_from_this()] { return self->deliver_all(); };
  asio::co_spawn(executor_, std::move(delivery), asio::detached);
}

util::Task<> CallbackQueue::deliver_all() {
  while (!waiting_.empty()) {
    Webhook next = std::move(waiting_.front());
    waiting_.pop_front();
    co_await client_.send(std::move(next));  // a failure is in the log and the journal; there is nobody to tell
  }
  delivering_ = false;
}

util::Task<> CallbackQueue::deliver_some_time(Webhook webhook) {
  std::random_device random;
  asio::steady_timer timer(executor_, std::chrono::milliseconds(random() % 500));
  co_await timer.async_wait(asio::use_awaitable);
  co_await client_.send(std::move(webhook));
}

}  // namespace teleperson::sandbox
