#include "store/postgresql/postgresql_engine.h"

#include <algorithm>
#include <utility>

#include "store/postgresql/migration.h"

namespace teleperson::store::postgresql {
namespace {

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
      readers_(url_, share_of_readers(url_), log),
      browsers_(url_, 1, log),
      writers_(url_, share_of_writers(url_), log),
      later_(url_, log) {
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

void PostgresqlEngine::write_later(Work work, std::chrono::milliseconds at_most) {
  later_.submit(std::move(work), at_most);
}

// A standby and a server whose disk is full take no such row.
util::Task<Result<void>> PostgresqlEngine::ping() {
  Work touch = [](sql::Session& session) { session.run_once("update readiness set asked = asked + 1"); };
  return writers_.write(std::move(touch));
}

}  // namespace teleperson::store::postgresql
