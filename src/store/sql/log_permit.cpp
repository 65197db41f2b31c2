#include "store/sql/log_permit.h"

#include "store/sql/domain_cells.h"

namespace teleperson::store::sql {
namespace {

constexpr Sql<Row<>(util::Timestamp)> insert_purge{"insert into log_permits (deletes_until) values (:before)"};
constexpr Sql<Row<>(phone::UserIdHash)> insert_erasure{"insert into log_permits (erased_hash) values (:user)"};
constexpr Sql<Row<>()> delete_permits{"delete from log_permits"};  // of others none is to be seen

}  // namespace

void permit_purge(Session& db, util::Timestamp before) {
  db.run(insert_purge, before);
}

void permit_erasure(Session& db, const phone::UserIdHash& user) {
  db.run(insert_erasure, user);
}

void withdraw_permit(Session& db) {
  db.run(delete_permits);
}

}  // namespace teleperson::store::sql
