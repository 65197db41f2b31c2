#include "store/postgresql/connection.h"

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

namespace teleperson::store::postgresql {
namespace {

/// The server ends what a node has begun and cannot finish, such as one that is paused: others wait for its locks.
/// A statement takes milliseconds; the limit is for one that waits or was planned badly.
std::string settings(const DatabaseUrl& url, std::string_view scope) {
  return fmt::format(
      "set {0} search_path to {1}; set {0} statement_timeout to '15s'; set {0} lock_timeout to '5s'; "
      "set {0} idle_in_transaction_session_timeout to '5s'",
      scope, url.schema);
}

}  // namespace

std::unique_ptr<sql::Session> connect(const DatabaseUrl& url) {
  std::unique_ptr<soci::session> connection;
  try {
    connection = std::make_unique<soci::session>(soci::postgresql, url.connection);
  } catch (const soci::soci_error&) {
    sql::rethrow_as_database_error();
  }
  auto session = std::make_unique<sql::Session>(std::move(connection), sql::Dialect::postgresql,
                                                url.pgbouncer ? sql::Preparation::each_time : sql::Preparation::once);
  if (!url.pgbouncer) session->run_once(settings(url, "session"));
  return session;
}

sql::Session& Connection::session() {
  if (!session_) session_ = connect(*url_);
  return *session_;
}

void Connection::begin(Access access) {
  std::string begin = access == Access::read ? "begin read only" : "begin";
  if (url_->pgbouncer) begin += "; " + settings(*url_, "local");
  session().run_once(begin);
  in_transaction_ = true;
}

void Connection::commit() {
  session_->run_once("commit");
  in_transaction_ = false;
}

void Connection::recover() noexcept {
  const bool began = std::exchange(in_transaction_, false);
  try {
    if (!session_) return;
    if (session_->is_connected()) {
      if (began) session_->run_once("rollback");
      return;
    }
  } catch (...) {
    // Then it is of no more use.
  }
  session_.reset();
}

}  // namespace teleperson::store::postgresql
