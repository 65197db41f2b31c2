#include "store/sql/accounts.h"

#include "store/sql/audit.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

using MaybeText = std::optional<std::string>;

constexpr Sql<Row<>(std::string, phone::UserIdHash, MaybeText, MaybeText, MaybeText, util::Timestamp, std::string)>
    insert_user{R"(
  insert into users (id, id_hash, email, first_name, plan, plan_changed_at, role, created_at)
  values (:id, :id_hash, :email, :first_name, :plan, :now, :role, :now)
  on conflict (id) do nothing)"};

constexpr Sql<Row<MaybeText, std::string, std::optional<util::Timestamp>>(std::string)> select_user{
    "select plan, role, disabled_at from users where id = :id"};

constexpr Sql<Row<>(MaybeText, util::Timestamp, std::string)> update_plan{
    "update users set plan = :plan, plan_changed_at = :now where id = :id"};
constexpr Sql<Row<>(std::string, std::string)> update_role{"update users set role = :role where id = :id"};
constexpr Sql<Row<>(std::optional<util::Timestamp>, std::string)> update_disabled{
    "update users set disabled_at = :disabled_at where id = :id"};

constexpr Sql<Row<>(TokenHash, std::string, MaybeText, util::Timestamp)> insert_token{R"(
  insert into extension_tokens (token_hash, user_id, name, created_at)
  values (:token_hash, :user_id, :name, :now)
  on conflict (token_hash) do nothing)"};
constexpr Sql<Row<std::string, MaybeText>(TokenHash)> delete_token{
    "delete from extension_tokens where token_hash = :token_hash returning user_id, name"};

/// A JSON object of the given fields; those that are not set are `null`.
std::string details(std::initializer_list<std::pair<std::string_view, MaybeText>> fields) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    for (const auto& [name, value] : fields)
      json.field(name, value);
  });
  return text;
}

/// Appends audit rows about one user.
struct UserAudit {
  Session& db;
  const phone::Hasher& hasher;
  const Actor& actor;
  util::Timestamp now;

  void append(const std::string& user_id, std::string action, std::string metadata = "{}") const {
    append_audit(db, {.actor = actor,
                      .action = std::move(action),
                      .target_id = audit_target(db, hasher, user_id),
                      .metadata = std::move(metadata),
                      .now = now});
  }
};

}  // namespace

Change add_user(Session& db, const phone::Hasher& hasher, const NewUser& user, const Actor& actor,
                util::Timestamp now) {
  if (db.run(insert_user, user.id, hasher.user(user.id), user.email, user.first_name, user.plan, now, user.role) == 0) {
    return Change::already_exists;
  }
  const UserAudit audit{db, hasher, actor, now};
  audit.append(user.id, "user.added", details({{"plan", user.plan}, {"role", user.role}}));
  return Change::made;
}

Change set_plan(Session& db, const phone::Hasher& hasher, const std::string& user_id, const MaybeText& plan,
                const Actor& actor, util::Timestamp now) {
  const auto user = db.one(select_user, user_id);
  if (!user) return Change::not_found;
  const auto& before = std::get<0>(*user);
  if (before == plan) return Change::unchanged;
  db.run(update_plan, plan, now, user_id);
  const UserAudit audit{db, hasher, actor, now};
  audit.append(user_id, "user.plan_changed", details({{"from", before}, {"to", plan}}));
  return Change::made;
}

Change set_role(Session& db, const phone::Hasher& hasher, const std::string& user_id, const std::string& role,
                const Actor& actor, util::Timestamp now) {
  const auto user = db.one(select_user, user_id);
  if (!user) return Change::not_found;
  const auto& before = std::get<1>(*user);
  if (before == role) return Change::unchanged;
  db.run(update_role, role, user_id);
  const UserAudit audit{db, hasher, actor, now};
  audit.append(user_id, "user.role_changed", details({{"from", before}, {"to", role}}));
  return Change::made;
}

Change set_disabled(Session& db, const phone::Hasher& hasher, const std::string& user_id, bool disabled,
                    const Actor& actor, util::Timestamp now) {
  const auto user = db.one(select_user, user_id);
  if (!user) return Change::not_found;
  if (std::get<2>(*user).has_value() == disabled) return Change::unchanged;
  db.run(update_disabled, disabled ? std::optional(now) : std::nullopt, user_id);
  const UserAudit audit{db, hasher, actor, now};
  audit.append(user_id, disabled ? "user.disabled" : "user.enabled");
  return Change::made;
}

Change add_token(Session& db, const phone::Hasher& hasher, const std::string& user_id, const TokenHash& token,
                 const MaybeText& name, const Actor& actor, util::Timestamp now) {
  if (!db.one(select_user, user_id)) return Change::not_found;
  if (db.run(insert_token, token, user_id, name, now) == 0) return Change::already_exists;
  const UserAudit audit{db, hasher, actor, now};
  audit.append(user_id, "token.issued", details({{"token_hash", util::to_hex(token)}, {"name", name}}));
  return Change::made;
}

Change revoke_token(Session& db, const phone::Hasher& hasher, const TokenHash& token, const Actor& actor,
                    util::Timestamp now) {
  const auto revoked = db.one(delete_token, token);
  if (!revoked) return Change::not_found;
  const auto& [user_id, name] = *revoked;
  const UserAudit audit{db, hasher, actor, now};
  audit.append(user_id, "token.revoked", details({{"token_hash", util::to_hex(token)}, {"name", name}}));
  return Change::made;
}

}  // namespace teleperson::store::sql
