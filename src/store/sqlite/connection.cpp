#include "store/sqlite/connection.h"

#include <chrono>
#include <thread>

// SOCI's own header for SQLite wraps sqlite3.h in a namespace; this is all that is needed of it.
namespace soci {
extern "C" const backend_factory* factory_sqlite3();
}

namespace teleperson::store::sqlite {
namespace {

constexpr std::string_view scheme = "sqlite:";

/// For another process to finish writing. Longer than the import of a large catalogue.
constexpr std::chrono::seconds write_patience{8};
/// Readers wait for nobody but a process that recovers the log after a crash.
constexpr std::chrono::seconds read_patience{1};

/// SQLite does not wait by itself here when another process switches the same file at the same moment.
void switch_to_write_ahead_log(sql::Session& session) {
  const auto deadline = std::chrono::steady_clock::now() + write_patience;
  for (;;) {
    try {
      if (session.ask_once("pragma journal_mode = wal") == "wal") return;
      throw OpenError("the database file's file system does not support SQLite's write-ahead log: use a local disk");
    } catch (const sql::DatabaseError& error) {
      const bool is_busy = std::string_view(error.what()).find("locked") != std::string_view::npos;
      if (!is_busy || std::chrono::steady_clock::now() > deadline) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
}

}  // namespace

std::expected<std::filesystem::path, std::string> read_path(std::string_view url) {
  if (!url.starts_with(scheme)) {
    return std::unexpected("must be sqlite:PATH, or postgresql://USER:PASSWORD@HOST/DATABASE");
  }
  const std::string path(url.substr(scheme.size()));
  if (path.empty() || path == ":memory:") return std::unexpected("must name a file: sqlite:PATH");
  // SOCI puts the path into a text of its own format.
  if (path.find('"') != std::string::npos || path.find('\0') != std::string::npos) {
    return std::unexpected("must name a file without quotation marks in its path");
  }
  return std::filesystem::absolute(path).lexically_normal();
}

std::filesystem::path database_path(std::string_view url) {
  auto path = read_path(url);
  if (!path) throw OpenError("DATABASE_URL " + path.error());
  return std::move(*path);
}

std::unique_ptr<sql::Session> connect(const std::filesystem::path& path, Access access) {
  const auto patience = access == Access::write ? write_patience : read_patience;
  std::unique_ptr<soci::session> connection;
  try {
    connection = std::make_unique<soci::session>(*soci::factory_sqlite3(), fmt::format("dbname=\"{}\"", path.string()));
  } catch (const soci::soci_error& error) {
    throw sql::DatabaseError(error.get_error_message());
  }
  auto session = std::make_unique<sql::Session>(std::move(connection));
  session->run_once(fmt::format("pragma busy_timeout = {}", std::chrono::milliseconds(patience).count()));
  session->run_once("pragma foreign_keys = on");
  session->run_once("pragma recursive_triggers = on");  // so that `insert or replace` cannot delete past a trigger
  session->run_once("pragma temp_store = memory");      // savepoints and statements note pages there to undo them
  session->run_once("pragma cache_size = -32768");      // KiB, taken as needed
  if (access == Access::read) {
    session->run_once("pragma query_only = on");
    return session;
  }
  switch_to_write_ahead_log(*session);
  session->run_once("pragma synchronous = full");
  session->run_once("pragma wal_autocheckpoint = 1000");      // pages: 4 MB
  session->run_once("pragma journal_size_limit = 67108864");  // bytes that the log may keep after a checkpoint
  return session;
}

}  // namespace teleperson::store::sqlite
