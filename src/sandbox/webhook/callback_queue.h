#pragma once

#include <deque>
#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "sandbox/webhook/webhook_client.h"

namespace teleperson::sandbox {

/// The callbacks of one leg: delivered one after the other, in the order in which they were fired, while the call goes
/// on. With the fault `shuffle`, each goes its own way. One thread: the executor's.
class CallbackQueue : public std::enable_shared_from_this<CallbackQueue> {
 public:
  /// The client must outlive this and whatever is still being delivered.
  CallbackQueue(boost::asio::any_io_executor executor, WebhookClient& client)
      : executor_(std::move(executor)), client_(client) {}

  void fire(Webhook);

 private:
  util::Task<> deliver_all();
  util::Task<> deliver_some_time(Webhook);

  boost::asio::any_io_executor executor_;
  WebhookClient& client_;
  std::deque<Webhook> waiting_;
  bool delivering_ = false;
};

}  // namespace teleperson::sandbox
