#include "gateway/reconciler.h"

#include <algorithm>
#include <random>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "gateway/use_cases/call_records.h"

namespace teleperson::gateway {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds interval{1};
constexpr std::chrono::seconds longest_pause{60};
/// Leaves a thread of the HTTP client for users who hang up.
constexpr int at_once = 3;
/// Longer than Twilio is waited for, retries included.
constexpr std::chrono::seconds lease{180};

}  // namespace

Reconciler::Reconciler(asio::io_context& loop, const Services& services) : services_(services), timer_(loop) {}

util::Task<> Reconciler::run() {
  if (!services_.setup.rest() || services_.config.reconcile_after == std::chrono::seconds::zero()) co_return;
  while (!stopped_) {
    const auto well = co_await round();
    if (stopped_) break;
    if (!well) {
      co_await pause(interval);
    } else if (*well) {
      failures_ = 0;
    } else {
      const auto rest = pause_after_trouble();
      services_.log.error("reconcile.failed", {{"retry_in_ms", rest.count()}});
      co_await pause(rest);
    }
  }
}

void Reconciler::stop() {
  stopped_ = true;
  timer_.cancel();
}

util::Task<std::optional<bool>> Reconciler::round() {
  trouble_ = {};
  const auto calls = co_await services_.store.claim_unheard(services_.clock.now(), lease, at_once);
  if (!calls) {
    services_.metrics.store_error("claim_unheard");
    co_return false;
  }
  if (calls->empty()) co_return std::nullopt;

  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer all_answered(executor, asio::steady_timer::time_point::max());
  open_requests_ = calls->size();
  for (const auto& call : *calls) {
    asio::co_spawn(executor, ask(call), [this, &all_answered](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
      if (--open_requests_ == 0) all_answered.cancel();
    });
  }
  if (open_requests_ > 0) co_await all_answered.async_wait(asio::as_tuple(asio::use_awaitable));
  services_.watch.look_now();
  co_return !trouble_.any;
}

util::Task<> Reconciler::ask(const store::UnheardCall& call) {
  const auto now = services_.clock.now();
  const auto complete_before = now - patience_for_records * services_.config.reconcile_after;
  const auto answer = co_await ask_about_call(*services_.setup.rest(), call.parent_call_sid, complete_before);
  services_.metrics.twilio_request("call_records", answer.has_value());
  calls::CallState news;
  if (answer) {
    news = *answer;
  } else if (answer.error().kind != twilio::RestError::Kind::not_found) {  // a record may still come to be known
    trouble_.any = true;
    trouble_.retry_after = std::max(trouble_.retry_after, answer.error().retry_after.value_or(interval));
    services_.metrics.asked_about_call(AskResult::failed);
    services_.log.warn("reconcile.not_answered",
                       {{"call_sid", call.parent_call_sid.text()}, {"error", answer.error().message}});
    // Failing that, it is asked about when the lease is over.
    const auto given_back = co_await services_.store.give_back(call.call_id, now);
    if (!given_back) services_.metrics.store_error("give_back");
    co_return;
  }
  const auto merged = co_await services_.store.merge_record(call.call_id, news, services_.clock.now());
  if (!merged) {
    trouble_.any = true;
    services_.metrics.store_error("merge_record");
    co_return;
  }
  const bool settled = calls::is_settled(news);
  services_.metrics.asked_about_call(settled ? AskResult::settled : AskResult::unsettled);
  services_.log.info("reconcile.asked", {{"call_sid", call.parent_call_sid.text()}, {"settled", settled}});
}

/// Twice as long each time, between a half and the whole of that, so that nodes do not come back together.
std::chrono::milliseconds Reconciler::pause_after_trouble() {
  std::chrono::milliseconds longest = interval;
  for (int i = 0; i < failures_ && longest < longest_pause; ++i)
    longest *= 2;
  ++failures_;
  longest = std::min<std::chrono::milliseconds>(longest, longest_pause);
  thread_local std::minstd_rand random{std::random_device{}()};
  const std::chrono::milliseconds jittered(std::uniform_int_distribution(longest.count() / 2, longest.count())(random));
  return std::max<std::chrono::milliseconds>(jittered, std::min(trouble_.retry_after, 10 * longest_pause));
}

util::Task<> Reconciler::pause(std::chrono::milliseconds duration) {
  timer_.expires_after(duration);
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

}  // namespace teleperson::gateway
