#include "store/sql/authority.h"

#include "store/sql/settings.h"

namespace teleperson::store::sql {
namespace {

constexpr Sql<Row<std::string, std::optional<std::string>, std::optional<std::string>, bool>(TokenHash)> find_user{R"(
  select u.id, u.first_name, u.plan, case when u.disabled_at is null then 0 else 1 end
  from extension_tokens t join users u on u.id = t.user_id
  where t.token_hash = :token_hash)"};

constexpr Sql<Row<>(util::Timestamp, TokenHash)> note_use{R"(
  update extension_tokens set last_used_at = :used_at
  where token_hash = :token_hash and (last_used_at is null or last_used_at < :used_at))"};

}  // namespace

std::optional<Authority> read_authority(Session& db, const TokenHash& token) {
  auto user = db.one(find_user, token);
  if (!user) return std::nullopt;
  auto& [id, first_name, plan, disabled] = *user;
  return Authority{.user_id = std::move(id),
                   .first_name = std::move(first_name),
                   .caller = {.plan = std::move(plan), .disabled = disabled},
                   .settings = read_settings(db)};
}

std::optional<policy::Caller> read_caller(Session& db, const TokenHash& token) {
  auto user = db.one(find_user, token);
  if (!user) return std::nullopt;
  auto& [id, first_name, plan, disabled] = *user;
  return policy::Caller{.plan = std::move(plan), .disabled = disabled};
}

void write_token_uses(Session& db, const TokenUses& uses) {
  for (const auto& [token, used_at] : uses)
    db.run(note_use, used_at, token);
}

}  // namespace teleperson::store::sql
