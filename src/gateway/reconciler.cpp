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
using ErrorKind = twilio::RestError::Kind;

constexpr std::chrono::seconds interval{1};
constexpr std::chrono::seconds longest_rest{60};
constexpr std::chrono::seconds longest_wish{600};
constexpr std::size_t at_once = 3;
/// So many calls one after another of which it tells nothing: it is Twilio, and not the calls.
constexpr std::size_t outage = 3;
/// Longer than Twilio is waited for, retries included.
constexpr std::chrono::seconds lease{180};

/// Whether Twilio would say the same of every call.
bool concerns_all(const twilio::RestError& error) {
  return error.kind == ErrorKind::not_authenticated || error.kind == ErrorKind::not_allowed ||
         error.kind == ErrorKind::account_inactive || error.kind == ErrorKind::rate_limited;
}

/// Twice as long each time, between a half and the whole of that, so that nodes do not come back together.
std::chrono::milliseconds length_of_rest(int rests) {
  std::chrono::milliseconds longest = interval;
  for (int i = 0; i < rests && longest < longest_rest; ++i)
    longest *= 2;
  longest = std::min<std::chrono::milliseconds>(longest, longest_rest);
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::chrono::milliseconds(std::uniform_int_distribution(longest.count() / 2, longest.count())(random));
}

}  // namespace

Reconciler::Reconciler(asio::io_context& loop, const Services& services) : services_(services), timer_(loop) {}

util::Task<> Reconciler::run() {
  if (!services_.setup.rest() || services_.config.reconcile_after == std::chrono::seconds::zero()) co_return;
  while (!stopped_) {
    if (Steady::now() < resting_until_) {
      co_await pause_until(resting_until_);
      continue;
    }
    if (free_places() == 0) {
      co_await pause_until(Steady::time_point::max());
      continue;
    }
    const bool more = co_await ask_more();
    if (!more && !stopped_) co_await pause_until(Steady::now() + interval);
  }
}

void Reconciler::stop() {
  stopped_ = true;
  timer_.cancel();
}

/// After a rest one call is tried first.
std::size_t Reconciler::free_places() const {
  const auto places = rests_ == 0 ? at_once : 1;
  return places - std::min(places, open_requests_);
}

/// False: no call is due, or the database did not tell.
util::Task<bool> Reconciler::ask_more() {
  const auto limit = static_cast<int>(free_places());
  auto calls = co_await services_.store.claim_unheard(services_.clock.now(), lease, limit);
  if (!calls) {
    services_.metrics.store_error("claim_unheard");
    rest(interval);
    co_return false;
  }
  const auto executor = co_await asio::this_coro::executor;
  for (auto& claimed : *calls) {
    const auto call = std::make_shared<const store::UnheardCall>(std::move(claimed));
    ++open_requests_;
    asio::co_spawn(executor, ask(call), [this, call](const std::exception_ptr& failure) { finish(*call, failure); });
  }
  co_return !calls->empty();
}

void Reconciler::finish(const store::UnheardCall& call, const std::exception_ptr& failure) {
  --open_requests_;
  timer_.cancel();
  if (!failure) return;
  // It is asked about again when its lease is over.
  services_.metrics.asked_about_call(AskResult::failed);
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    services_.log.error("reconcile.defect", {{"call_sid", call.parent_call_sid.text()}, {"error", error.what()}});
  }
}

util::Task<> Reconciler::ask(std::shared_ptr<const store::UnheardCall> claimed) {
  const auto& call = *claimed;
  const auto complete_before = services_.clock.now() - patience_for_records * services_.config.reconcile_after;
  const auto answer = co_await ask_about_call(*services_.setup.rest(), call.parent_call_sid, complete_before);
  const bool is_told = answer || answer.error().kind == ErrorKind::not_found;  // a record may still come to be known
  services_.metrics.twilio_request("call_records", answer.has_value());
  if (is_told) {
    note_answer();
  } else {
    note_failure(call, answer.error());
  }
  const auto news = answer.value_or(calls::CallState());
  const auto merged = co_await services_.store.merge_record(call.call_id, news, services_.clock.now());
  if (!merged) {  // it is asked about again when its lease is over
    services_.metrics.store_error("merge_record");
    rest(interval);
    co_return;
  }
  if (!is_told) co_return;
  const bool settled = calls::is_settled(news);
  services_.metrics.asked_about_call(settled ? AskResult::settled : AskResult::unsettled);
  services_.log.info("reconcile.asked", {{"call_sid", call.parent_call_sid.text()}, {"settled", settled}});
  services_.watch.look_now();
}

void Reconciler::note_answer() {
  untold_.clear();
  rests_ = 0;
}

void Reconciler::note_failure(const store::UnheardCall& call, const twilio::RestError& error) {
  services_.metrics.asked_about_call(AskResult::failed);
  services_.log.warn("reconcile.not_answered", {{"call_sid", call.parent_call_sid.text()}, {"error", error.message}});
  untold_.insert(call.call_id.text());
  const bool is_twilio = concerns_all(error) || untold_.size() >= outage || rests_ > 0;
  if (is_twilio) rest(error.retry_after.value_or(interval));
}

/// `wish`: not shorter than that.
void Reconciler::rest(std::chrono::seconds wish) {
  const auto now = Steady::now();
  const std::chrono::milliseconds least = std::min(wish, longest_wish);
  if (now < resting_until_) {  // of several that were asked at the same time
    resting_until_ = std::max(resting_until_, now + least);
    return;
  }
  const auto length = std::max(length_of_rest(rests_), least);
  ++rests_;
  untold_.clear();
  resting_until_ = now + length;
  services_.log.error("reconcile.failed", {{"retry_in_ms", length.count()}});
}

util::Task<> Reconciler::pause_until(Steady::time_point end) {
  timer_.expires_at(end);
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

}  // namespace teleperson::gateway
