#include <stdexcept>

#include "store/postgresql/migration.h"
#include "store/postgresql/postgresql_engine.h"
#include "store/sql_store.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/migration.h"
#include "store/sqlite/sqlite_engine.h"
#include "store/store.h"

namespace teleperson::store {
namespace {

std::unique_ptr<Engine> open_engine(const Options& options) {
  if (postgresql::is_postgresql(options.url)) {
    return std::make_unique<postgresql::PostgresqlEngine>(postgresql::parse_url(options.url), options.logger);
  }
  return std::make_unique<sqlite::SqliteEngine>(sqlite::database_path(options.url), options.logger);
}

void refuse_extras(const MigrationExtras& extras) {
  if (!extras.empty()) throw OpenError("SQLite has neither roles nor other programs' tables: that is for PostgreSQL");
}

}  // namespace

std::unique_ptr<Store> open(const Options& options) {
  if (options.hasher == nullptr) throw std::invalid_argument("store::open needs a hasher");
  return std::make_unique<SqlStore>(open_engine(options), *options.hasher, options.patience);
}

MigrationPlan plan_migration(const std::string& database_url, const MigrationExtras& extras) {
  if (postgresql::is_postgresql(database_url)) {
    return postgresql::plan_migration(postgresql::parse_url(database_url), extras);
  }
  refuse_extras(extras);
  return sqlite::plan_migration(sqlite::database_path(database_url));
}

MigrationPlan migrate(const std::string& database_url, const MigrationExtras& extras) {
  if (postgresql::is_postgresql(database_url)) return postgresql::migrate(postgresql::parse_url(database_url), extras);
  refuse_extras(extras);
  return sqlite::migrate(sqlite::database_path(database_url));
}

}  // namespace teleperson::store
