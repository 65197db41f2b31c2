#include "store/postgresql/connection.h"

#include <libpq-fe.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <utility>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include "store/sql/database_error.h"

namespace teleperson::store::postgresql {
namespace {

/// The server ends what a node has begun and cannot finish, such as one that is paused: others wait for its locks.
/// A statement takes milliseconds; the limits are for one that waits or was planned badly, and with the patience of
/// ConnectionPool keep an answer within ten seconds.
std::string settings(const DatabaseUrl& url, std::string_view scope) {
  return fmt::format(
      "set {0} search_path to {1}; set {0} statement_timeout to '4s'; set {0} lock_timeout to '3s'; "
      "set {0} idle_in_transaction_session_timeout to '3s'",
      scope, url.schema);
}

std::unique_ptr<soci::session> reach(const DatabaseUrl& url) {
  try {
    return std::make_unique<soci::session>(soci::postgresql, url.connection);
  } catch (const soci::soci_error& error) {
    throw sql::DatabaseError(error.get_error_message(), sql::DatabaseError::Kind::lost);
  }
}

std::unique_ptr<sql::Session> session_on(std::unique_ptr<soci::session> connection, const DatabaseUrl& url) {
  return std::make_unique<sql::Session>(std::move(connection), sql::Dialect::postgresql,
                                        url.pgbouncer ? sql::Preparation::each_time : sql::Preparation::once);
}

void set_up(sql::Session& session, const DatabaseUrl& url) {
  if (!url.pgbouncer) session.run_once(settings(url, "session"));
}

}  // namespace

std::unique_ptr<sql::Session> connect(const DatabaseUrl& url) {
  auto session = session_on(reach(url), url);
  set_up(*session, url);
  return session;
}

sql::Session& Connection::session() {
  if (session_) return *session_;
  auto reached = reach(*url_);
  const auto* const backend = static_cast<soci::postgresql_session_backend*>(reached->get_backend());
  {
    const std::scoped_lock lock(mutex_);
    socket_ = PQsocket(backend->conn_);
    session_ = session_on(std::move(reached), *url_);
  }
  try {
    set_up(*session_, *url_);
  } catch (...) {
    drop();
    throw;
  }
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
  drop();
}

void Connection::cut_if_silent(std::chrono::milliseconds longest) noexcept {
  const std::scoped_lock lock(mutex_);
  if (session_ && session_->waits_since() < std::chrono::steady_clock::now() - longest) ::shutdown(socket_, SHUT_RDWR);
}

void Connection::drop() noexcept {
  const std::scoped_lock lock(mutex_);
  session_.reset();
  socket_ = -1;
}

}  // namespace teleperson::store::postgresql
