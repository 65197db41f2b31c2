#include <stdexcept>

#include "store/sql_store.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/migration.h"
#include "store/sqlite/sqlite_engine.h"
#include "store/store.h"

namespace teleperson::store {
namespace {

/// The embedded engine's file. Does not repeat the URL in the error, as it may hold a password.
std::filesystem::path embedded_path(const std::string& url) {
  if (url.starts_with("postgresql:") || url.starts_with("postgres:")) {
    throw OpenError("this build has only the embedded engine: set DATABASE_URL to sqlite:PATH");
  }
  return sqlite::database_path(url);
}

}  // namespace

std::unique_ptr<Store> open(const Options& options) {
  if (options.hasher == nullptr) throw std::invalid_argument("store::open needs a hasher");
  auto engine = std::make_unique<sqlite::SqliteEngine>(embedded_path(options.url), options.logger);
  return std::make_unique<SqlStore>(std::move(engine), *options.hasher, options.patience);
}

MigrationPlan plan_migration(const std::string& database_url) {
  return sqlite::plan_migration(embedded_path(database_url));
}

MigrationPlan migrate(const std::string& database_url) {
  return sqlite::migrate(embedded_path(database_url));
}

}  // namespace teleperson::store
