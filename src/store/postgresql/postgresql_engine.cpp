#include "store/postgresql/postgresql_engine.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "store/postgresql/migration.h"
#include "store/sql/database_error.h"
#include "util/crypto.h"

namespace teleperson::store::postgresql {
namespace {

constexpr std::chrono::milliseconds announcement_delay{50};

// Of labour that others were in the way of.
constexpr int most_tries = 5;
constexpr std::chrono::milliseconds pause_after_conflict{300};

/// Of the connections a node may have: one is for what may wait, one for the dashboard's long reads, a third for the
/// hot path's short reads, the rest for writes.
std::size_t share_of_readers(const DatabaseUrl& url) {
  return static_cast<std::size_t>(std::max(1, (url.connection_limit - 2) / 3));
}

std::size_t share_of_writers(const DatabaseUrl& url) {
  return static_cast<std::size_t>(std::max(1, url.connection_limit - 2 - (url.connection_limit - 2) / 3));
}

}  // namespace

PostgresqlEngine::PostgresqlEngine(DatabaseUrl url, const util::Logger* log)
    : url_(std::move(url)),
      log_(log),
      connections_(url_, static_cast<std::size_t>(url_.connection_limit), log),
      readers_(connections_, share_of_readers(url_)),
      browsers_(connections_, 1),
      writers_(connections_, share_of_writers(url_)),
      name_(util::random_hex(8)),
      later_(connections_) {
  require_current_schema(url_);
}

util::Task<Result<void>> PostgresqlEngine::do_read(Work work) {
  return readers_.read(std::move(work));
}

util::Task<Result<void>> PostgresqlEngine::do_browse(Work work) {
  return browsers_.read(std::move(work));
}

util::Task<Result<void>> PostgresqlEngine::do_write(Work work) {
  return writers_.write(std::move(work));
}

util::Task<Result<void>> PostgresqlEngine::do_labour(Work work) {
  auto here = [this, &work] { return labour(work); };
  co_return co_await labour_.run(std::move(here));
}

// On a connection of its own, which nobody watches: its statements may take long.
Result<void> PostgresqlEngine::labour(Work& work) const {
  for (int tries = 1;; ++tries) {
    Connection connection(url_);
    try {
      connection.begin(Access::write);
      connection.session().run_once("set local statement_timeout to '30min'");
      work(connection.session());
      connection.commit();
      return {};
    } catch (const std::exception& error) {
      connection.recover();
      const auto* known = dynamic_cast<const sql::DatabaseError*>(&error);
      if (known == nullptr || known->kind() != sql::DatabaseError::Kind::conflict || tries == most_tries) {
        if (log_ != nullptr) log_->error("store.labour_failed", {{"error", error.what()}});
        return std::unexpected(Error::unavailable);
      }
    }
    std::this_thread::sleep_for(pause_after_conflict);
  }
}

int PostgresqlEngine::waiting_reads() const {
  return static_cast<int>(share_of_readers(url_));
}

void PostgresqlEngine::write_later(Work work, std::chrono::milliseconds at_most) {
  later_.submit(std::move(work), at_most);
}

// A standby and a server whose disk is full take no such row.
util::Task<Result<void>> PostgresqlEngine::ping() {
  Work touch = [this](sql::Session& session) {
    session.run_once("update readiness set asked = asked + 1");
    if (!is_outdated(session)) return;
    connections_.availability().close_for_good(
        "the database was migrated for programs newer than this one: replace it with a newer teleperson-voice");
  };
  const auto done = co_await writers_.write(std::move(touch));
  if (!done || connections_.availability().is_out(Access::write)) co_return std::unexpected(Error::unavailable);
  co_return done;
}

// Apart from the transactions that it tells of: NOTIFY makes commits wait for each other in the whole database.
void PostgresqlEngine::announce() {
  if (is_announcing_.exchange(true)) return;
  auto notify = [this](sql::Session& session) {
    is_announcing_ = false;  // what comes from now on asks for another
    session.run_once(fmt::format("notify {}, '{}'", Listener::channel(url_), name_));
  };
  later_.submit(std::move(notify), announcement_delay);
}

// PgBouncer lends connections by the transaction: none of them can listen.
void PostgresqlEngine::listen(std::function<void()> heard) {
  listener_.reset();
  if (heard && !url_.pgbouncer) listener_ = std::make_unique<Listener>(url_, name_, std::move(heard));
}

}  // namespace teleperson::store::postgresql
