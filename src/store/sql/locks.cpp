#include "store/sql/locks.h"

#include <cstdint>

namespace teleperson::store::sql {
namespace {

// The first key of the pair says what the second one means.
constexpr Sql<Row<int>(int)> lock_topic{"select 1 from pg_advisory_xact_lock(7301, cast(:topic as integer))"};
constexpr Sql<Row<int>(int)> share_topic{"select 1 from pg_advisory_xact_lock_shared(7301, cast(:topic as integer))"};
constexpr Sql<Row<int>(std::string)> lock_hash{
    "select 1 from pg_advisory_xact_lock(7302, hashtext(cast(:user_id_hash as text)))"};

constexpr Sql<Row<int>(int)> try_topic{
    "select case when pg_try_advisory_xact_lock(7301, cast(:topic as integer)) then 1 else 0 end"};

constexpr int administration = 1;
constexpr int authority = 2;
constexpr int upkeep = 3;

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

bool try_lock_upkeep(Session& db) {
  return !is_shared(db) || std::get<0>(db.one(try_topic, upkeep).value()) == 1;
}

bool lock_user(Session& db, const phone::UserIdHash& user) {
  if (is_shared(db)) db.one(lock_hash, user.text());
  return is_shared(db);
}

}  // namespace teleperson::store::sql
