#include "store/sql/admin_access.h"

#include "store/sql/audit.h"
#include "store/sql/locks.h"

namespace teleperson::store::sql {
namespace {

constexpr Sql<Row<std::string>()> select_password{"select hash from admin_password where id = 1"};
constexpr Sql<Row<>(std::string, util::Timestamp)> upsert_password{R"(
  insert into admin_password (id, hash, updated_at) values (1, :hash, :now)
  on conflict (id) do update set hash = excluded.hash, updated_at = excluded.updated_at)"};
constexpr Sql<Row<>()> delete_all_sessions{"delete from admin_sessions"};

constexpr Sql<Row<>(phone::UserIdHash, util::Timestamp)> delete_old_attempts{
    "delete from admin_sign_ins where user_id_hash = :user and attempted_at <= :since"};
constexpr Sql<Row<int>(phone::UserIdHash)> count_attempts{
    "select count(*) from admin_sign_ins where user_id_hash = :user"};
constexpr Sql<Row<>(phone::UserIdHash, util::Timestamp)> insert_attempt{
    "insert into admin_sign_ins (user_id_hash, attempted_at) values (:user, :now)"};
constexpr Sql<Row<>(phone::UserIdHash)> delete_attempts{"delete from admin_sign_ins where user_id_hash = :user"};

constexpr Sql<Row<>(util::Timestamp)> delete_old_sessions{"delete from admin_sessions where created_at < :oldest"};
constexpr Sql<Row<>(AdminSessionHash, TokenHash, util::Timestamp)> insert_session{R"(
  insert into admin_sessions (session_hash, token_hash, created_at, last_used_at)
  values (:session_hash, :token_hash, :now, :now))"};
constexpr Sql<Row<std::string>(TokenHash)> select_token_owner{
    "select user_id from extension_tokens where token_hash = :token_hash"};

constexpr Sql<Row<std::string, std::optional<std::string>, std::string, util::Timestamp, util::Timestamp, TokenHash>(
    AdminSessionHash)>
    select_session{R"(
  select u.id, u.first_name, u.role, s.created_at, s.last_used_at, s.token_hash
  from admin_sessions s
  join extension_tokens t on t.token_hash = s.token_hash
  join users u on u.id = t.user_id
  where s.session_hash = :session_hash and u.disabled_at is null)"};
constexpr Sql<Row<>(util::Timestamp, AdminSessionHash)> update_last_use{
    "update admin_sessions set last_used_at = :now where session_hash = :session_hash and last_used_at < :now"};
constexpr Sql<Row<>(AdminSessionHash)> delete_session{"delete from admin_sessions where session_hash = :session_hash"};
constexpr Sql<Row<>(std::string)> delete_sessions_of{R"(
  delete from admin_sessions
  where token_hash in (select token_hash from extension_tokens where user_id = :user_id))"};

AuditEntry entry(std::string action, const Actor& actor, util::Timestamp now) {
  return {.actor = actor, .action = std::move(action), .now = now};
}

}  // namespace

std::optional<std::string> read_admin_password(Session& db) {
  const auto row = db.one(select_password);
  return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

Change set_admin_password(Session& db, const std::string& hash, const Actor& actor, util::Timestamp now) {
  db.run(upsert_password, hash, now);
  db.run(delete_all_sessions);
  append_audit(db, entry("admin.password_set", actor, now));
  return Change::made;
}

bool begin_sign_in(Session& db, const phone::UserIdHash& user, const SignInLimit& limit, util::Timestamp now) {
  lock_user(db, user);
  db.run(delete_old_attempts, user, now - limit.window);
  if (std::get<0>(db.one(count_attempts, user).value()) >= limit.attempts) return false;
  db.run(insert_attempt, user, now);
  return true;
}

Change fail_sign_in(Session& db, const phone::Hasher& hasher, const std::string& user_id, util::Timestamp now) {
  auto failed = entry("admin.sign_in_failed", {}, now);
  failed.target_id = audit_target(db, hasher, user_id);
  append_audit(db, failed);
  return Change::made;
}

Change end_sign_in(Session& db, const phone::UserIdHash& user) {
  return db.run(delete_attempts, user) == 0 ? Change::unchanged : Change::made;
}

Change open_admin_session(Session& db, const phone::Hasher& hasher, const NewAdminSession& session, util::Timestamp now,
                          util::Timestamp oldest) {
  const auto owner = db.one(select_token_owner, session.token);
  if (!owner || std::get<0>(*owner) != session.user_id) return Change::not_found;  // revoked while it was judged
  db.run(delete_attempts, hasher.user(session.user_id));
  db.run(delete_old_sessions, oldest);
  db.run(insert_session, session.session, session.token, now);
  append_audit(db, entry("admin.signed_in", {.user_id = session.user_id}, now));
  return Change::made;
}

std::optional<AdminSession> read_admin_session(Session& db, const AdminSessionHash& session) {
  auto row = db.one(select_session, session);
  if (!row) return std::nullopt;
  auto& [user_id, first_name, role, created_at, last_used_at, token] = *row;
  return AdminSession{.user_id = std::move(user_id),
                      .first_name = std::move(first_name),
                      .role = std::move(role),
                      .created_at = created_at,
                      .last_used_at = last_used_at,
                      .token = token};
}

void touch_admin_session(Session& db, const AdminSessionHash& session, util::Timestamp now) {
  db.run(update_last_use, now, session);
}

Change close_admin_session(Session& db, const AdminSessionHash& session, const Actor& actor, util::Timestamp now) {
  if (db.run(delete_session, session) == 0) return Change::not_found;
  append_audit(db, entry("admin.signed_out", actor, now));
  return Change::made;
}

Change close_admin_sessions(Session& db, const std::string& user_id, const Actor& actor, util::Timestamp now) {
  if (db.run(delete_sessions_of, user_id) == 0) return Change::not_found;
  append_audit(db, entry("admin.signed_out_everywhere", actor, now));
  return Change::made;
}

}  // namespace teleperson::store::sql
