#include "store/sql/locks.h"

#include <cstdint>

#include <fmt/format.h>

namespace teleperson::store::sql {
namespace {

// Advisory locks are the whole database's: the key is made of the schema, so that installations which share a database
// do not wait for each other.
constexpr Sql<Row<int>(int)> lock_topic{
    "select 1 from pg_advisory_xact_lock(hashtextextended(current_schema(), cast(:topic as integer)))"};
constexpr Sql<Row<int>(int)> share_topic{
    "select 1 from pg_advisory_xact_lock_shared(hashtextextended(current_schema(), cast(:topic as integer)))"};
constexpr Sql<Row<int>(std::string)> lock_hash{
    "select 1 from pg_advisory_xact_lock(hashtext(current_schema()), hashtext(cast(:user_id_hash as text)))"};

constexpr Sql<Row<int>(int)> try_topic{
    "select case when pg_try_advisory_xact_lock(hashtextextended(current_schema(), cast(:topic as integer))) then 1 "
    "else 0 end"};

constexpr int administration = 7301;
constexpr int authority = 7302;
constexpr int upkeep = 7303;

bool is_shared(const Session& db) {
  return db.dialect() == Dialect::postgresql;
}

}  // namespace

void lock_administration(Session& db) {
  if (is_shared(db)) db.one(lock_topic, administration);
}

void share_authority(Session& db) {
  if (is_shared(db)) db.one(share_topic, authority);
}

void lock_authority(Session& db) {
  if (is_shared(db)) db.one(lock_topic, authority);
}

std::string lock_authority_sql() {
  return fmt::format("pg_advisory_xact_lock(hashtextextended(current_schema(), {}))", authority);
}

bool try_lock_upkeep(Session& db) {
  return !is_shared(db) || std::get<0>(db.one(try_topic, upkeep).value()) == 1;
}

bool lock_user(Session& db, const phone::UserIdHash& user) {
  if (is_shared(db)) db.one(lock_hash, user.text());
  return is_shared(db);
}

}  // namespace teleperson::store::sql
