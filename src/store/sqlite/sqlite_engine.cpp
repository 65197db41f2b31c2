#include "store/sqlite/sqlite_engine.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "store/sqlite/connection.h"
#include "store/sqlite/migration.h"

namespace teleperson::store::sqlite {
namespace {

std::unique_ptr<sql::Session> connect_reader(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) {
    throw OpenError(fmt::format("there is no database {}: run `teleperson-voice migrate`", path.string()));
  }
  return explain_failures(path, [&] {
    auto session = connect(path, Access::read);
    require_current_schema(*session);
    return session;
  });
}

}  // namespace

SqliteEngine::SqliteEngine(const std::filesystem::path& path, const util::Logger* log)
    : log_(log), reader_(connect_reader(path)), browser_(connect_reader(path)) {
  explain_failures(path, [&] { writer_ = std::make_unique<GroupWriter>(connect(path, Access::write), log); });
}

Result<void> SqliteEngine::attempt(sql::Session& session, Work& work) const {
  try {
    work(session);
    return {};
  } catch (const std::exception& error) {
    if (log_ != nullptr) log_->error("store.read_failed", {{"error", error.what()}});
    return std::unexpected(Error::unavailable);
  }
}

util::Task<Result<void>> SqliteEngine::do_read(Work work) {
  const std::scoped_lock lock(reading_);
  co_return attempt(*reader_, work);
}

util::Task<Result<void>> SqliteEngine::do_browse(Work work) {
  auto run = [this, &work] { return attempt(*browser_, work); };
  co_return co_await browse_.run(std::move(run));
}

util::Task<Result<void>> SqliteEngine::do_write(Work work) {
  namespace asio = boost::asio;
  auto start = [this, &work](auto handler) {
    auto executor = asio::get_associated_executor(handler);
    // Held until post() has returned, which still uses the caller's loop when that has its answer already.
    auto caller_is_busy = asio::make_work_guard(executor);
    auto answer = [executor, caller_is_busy = std::move(caller_is_busy),
                   handler = std::move(handler)](bool durable) mutable {
      asio::post(executor, [handler = std::move(handler), durable]() mutable { std::move(handler)(durable); });
    };
    writer_->submit(std::move(work), std::move(answer));
  };
  const bool durable =
      co_await asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(start, asio::use_awaitable);
  if (!durable) co_return std::unexpected(Error::unavailable);
  co_return Result<void>();
}

void SqliteEngine::write_later(Work work, std::chrono::milliseconds at_most) {
  writer_->submit_later(std::move(work), at_most);
}

// Writing the header again is the least that needs the lock, room on the disk and a sync.
util::Task<Result<void>> SqliteEngine::ping() {
  Work touch_header = [](sql::Session& session) { session.run_once("pragma user_version = 0"); };
  co_return co_await do_write(std::move(touch_header));
}

}  // namespace teleperson::store::sqlite
