#include "store/authority_batch.h"

#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "store/sql/authority.h"

namespace teleperson::store {

namespace asio = boost::asio;

namespace {

Result<std::optional<Authority>> answer_of(const TokenHash& token,
                                           const Result<std::map<TokenHash, Authority>>& found) {
  if (!found) return std::unexpected(found.error());
  const auto known = found->find(token);
  if (known == found->end()) return std::nullopt;
  return known->second;
}

}  // namespace

util::Task<AuthorityBatch::Answer> AuthorityBatch::read(const TokenHash& token) {
  if (engine_.is_refusing_reads()) co_return std::unexpected(Error::unavailable);
  // Nothing: ask on your own.
  using Served = std::optional<Answer>;
  auto start = [&](auto handler) {
    auto executor = asio::get_associated_executor(handler);
    auto resume = [executor, handler = std::move(handler)](Served answer) mutable {
      asio::post(executor, [handler = std::move(handler), answer = std::move(answer)]() mutable {
        std::move(handler)(std::move(answer));
      });
    };
    wait_or_go(token, std::move(resume));
  };
  auto served = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Served)>(start, asio::use_awaitable);
  if (served) co_return std::move(*served);

  auto work = [&](sql::Session& db) { return sql::read_authority(db, token); };
  auto answer = co_await engine_.read(std::move(work));
  const auto executor = co_await asio::this_coro::executor;
  auto batch = next_batch();
  if (!answer) {
    refuse(std::move(batch));
  } else if (!batch.empty()) {
    asio::co_spawn(executor, serve(std::move(batch)), [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    });
  }
  co_return answer;
}

void AuthorityBatch::wait_or_go(const TokenHash& token, Resume resume) {
  {
    const std::scoped_lock lock(mutex_);
    if (under_way_ >= questions_) {
      waiting_.push_back({.token = token, .resume = std::move(resume)});
      return;
    }
    ++under_way_;
  }
  resume(std::nullopt);
}

std::vector<AuthorityBatch::Waiting> AuthorityBatch::next_batch() {
  const std::scoped_lock lock(mutex_);
  if (waiting_.empty()) --under_way_;
  return std::exchange(waiting_, {});
}

util::Task<> AuthorityBatch::serve(std::vector<Waiting> batch) {
  for (; !batch.empty(); batch = next_batch()) {
    std::vector<TokenHash> tokens;
    for (const auto& each : batch)
      tokens.push_back(each.token);
    auto work = [&](sql::Session& db) { return sql::read_authorities(db, tokens); };
    const auto found = co_await engine_.read(std::move(work));
    for (auto& each : batch)
      each.resume(answer_of(each.token, found));
    if (!found) co_return refuse(next_batch());
  }
}

void AuthorityBatch::refuse(std::vector<Waiting> batch) {
  for (; !batch.empty(); batch = next_batch()) {
    for (auto& each : batch)
      each.resume(std::unexpected(Error::unavailable));
  }
}

}  // namespace teleperson::store
