#include "store/sql/erase.h"

#include <algorithm>

#include "store/sql/audit.h"
#include "store/sql/locks.h"
#include "store/sql/log_permit.h"

namespace teleperson::store::sql {
namespace {

using util::Timestamp;

/// As the triggers of the logs allow it. No user's id has a blank.
const std::string erased_actor = "erased user";

const phone::UserIdHash& nobody() {
  static const auto zeros = phone::UserIdHash::parse(std::string(64, '0')).value();
  return zeros;
}

constexpr Sql<Row<std::optional<phone::UserIdHash>>(std::string)> select_hash{
    "select id_hash from users where id = :id"};
constexpr Sql<Row<std::string>(phone::UserIdHash, Timestamp)> select_users_of_before{
    "select id from users where id_hash = :user and created_at <= :erased_at"};
constexpr Sql<Row<std::string>(int)> select_unhashed{
    "select id from users where id_hash is null order by id limit :rows"};
constexpr Sql<Row<>(std::string)> delete_user{"delete from users where id = :id"};
constexpr Sql<Row<>(std::string, std::string)> forget_actor{
    "update audit_log set actor_user_id = :erased_actor where actor_user_id = :id"};
constexpr Sql<Row<>(std::string, std::string)> forget_verifier{
    "update phone_numbers set verified_by = :erased_actor where verified_by = :id"};

constexpr Sql<Row<>(phone::UserIdHash, phone::UserIdHash, Timestamp)> forget_caller{R"(
  update voice_call_log set user_id_hash = :nobody where user_id_hash = :user and created_at <= :erased_at)"};
using ForgetTarget = Sql<Row<>(std::string, std::string, Timestamp)>;
// What a token is called is the user's own text.
constexpr ForgetTarget forget_target{R"(
  update audit_log set target_id = :nobody, metadata = json_remove(metadata, '$.name', '$.token_hash')
  where target_id = :user and created_at <= :erased_at)"};
constexpr ForgetTarget forget_target_on_postgresql{R"(
  update audit_log set target_id = :nobody,
                       metadata = cast(cast(metadata as jsonb) - 'name' - 'token_hash' as text)
  where target_id = :user and created_at <= :erased_at)"};
constexpr Sql<Row<>(phone::UserIdHash, phone::UserIdHash, Timestamp)> forget_calls{R"(
  update calls set user_id_hash = :nobody, token_hash = :nobody
  where user_id_hash = :user and created_at <= :erased_at)"};
constexpr Sql<Row<>(phone::UserIdHash)> delete_sign_ins{"delete from admin_sign_ins where user_id_hash = :user"};

constexpr Sql<Row<>(phone::UserIdHash, Timestamp)> upsert_erasure{R"(
  insert into erasures (user_id_hash, erased_at) values (:user, :erased_at)
  on conflict (user_id_hash) do update set erased_at = excluded.erased_at
    where erasures.erased_at < excluded.erased_at)"};
constexpr Sql<Row<int>(phone::UserIdHash)> select_erasure{"select 1 from erasures where user_id_hash = :user"};
constexpr Sql<Row<phone::UserIdHash, Timestamp>(std::string, int)> select_erasures{R"(
  select user_id_hash, erased_at from erasures where user_id_hash > :after order by user_id_hash limit :rows)"};
// Somebody who was erased may have come again.
constexpr Sql<Row<int>(phone::UserIdHash)> select_gone{R"(
  select 1 from erasures where user_id_hash = :user and not exists (select 1 from users where id_hash = :user))"};

constexpr int unhashed_a_time = 1000;

/// Users of before may not have their hash.
void complete_hashes(Session& db, const phone::Hasher& hasher) {
  for (auto users = db.all(select_unhashed, unhashed_a_time); !users.empty();
       users = db.all(select_unhashed, unhashed_a_time)) {
    for (const auto& [id] : users)
      audit_target(db, hasher, id);
  }
}

/// Takes one user's hash out of everything from before a time. Returns how many rows had it.
std::int64_t forget(Session& db, const phone::UserIdHash& user, Timestamp erased_at) {
  lock_user(db, user);
  const auto& update_audit = db.dialect() == Dialect::postgresql ? forget_target_on_postgresql : forget_target;
  permit_erasure(db, user);
  std::int64_t rows = db.run(forget_caller, nobody(), user, erased_at);
  rows += db.run(update_audit, audit_target(nobody()), audit_target(user), erased_at);
  withdraw_permit(db);
  rows += db.run(forget_calls, nobody(), user, erased_at);
  rows += db.run(delete_sign_ins, user);
  return rows;
}

void remove_user(Session& db, const std::string& id, const phone::UserIdHash& user) {
  permit_erasure(db, user);
  db.run(forget_actor, erased_actor, id);
  withdraw_permit(db);
  db.run(forget_verifier, erased_actor, id);
  db.run(delete_user, id);
}

void note_erasure(Session& db, const Actor& actor, Timestamp now) {
  append_audit(db, {.actor = actor, .action = "user.erased", .target_id = audit_target(nobody()), .now = now});
}

}  // namespace

Change erase_user(Session& db, const phone::Hasher& hasher, const std::string& user_id, const Actor& actor,
                  Timestamp now) {
  const auto user = hasher.user(user_id);
  const auto found = db.one(select_hash, user_id);
  if (found) remove_user(db, user_id, user);
  auto rows = forget(db, user, now);
  // Under another HASH_KEY the user had another hash.
  if (found) {
    if (const auto& before = std::get<0>(*found); before && *before != user) rows += forget(db, *before, now);
  }
  if (!found && rows == 0) return db.one(select_erasure, user) ? Change::unchanged : Change::not_found;
  db.run(upsert_erasure, user, now);
  note_erasure(db, actor.user_id == user_id ? Actor{erased_actor} : actor, now);
  return Change::made;
}

int erase_again(Session& db, const phone::Hasher& hasher, std::vector<Erasure> erasures, const Actor& actor,
                Timestamp now) {
  complete_hashes(db, hasher);
  std::ranges::sort(erasures, {}, [](const Erasure& erasure) { return erasure.user.text(); });  // as others lock users
  int came_back = 0;
  for (const auto& [user, erased_at] : erasures) {
    const auto users = db.all(select_users_of_before, user, erased_at);
    for (const auto& [id] : users)
      remove_user(db, id, user);
    const auto rows = forget(db, user, erased_at);
    db.run(upsert_erasure, user, erased_at);
    if (users.empty() && rows == 0) continue;
    note_erasure(db, actor, now);
    ++came_back;
  }
  return came_back;
}

std::vector<Erasure> read_erasures(Session& db, const std::string& after, int limit) {
  std::vector<Erasure> erasures;
  for (auto& [user, erased_at] : db.all(select_erasures, after, limit))
    erasures.push_back({.user = std::move(user), .erased_at = erased_at});
  return erasures;
}

phone::UserIdHash kept_hash(Session& db, const phone::UserIdHash& user) {
  return db.one(select_gone, user) ? nobody() : user;
}

}  // namespace teleperson::store::sql
