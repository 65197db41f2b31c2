#include "store/sql/authority.h"

#include "store/sql/settings.h"

namespace teleperson::store::sql {
namespace {

using UserRow = Row<std::string, std::optional<std::string>, std::optional<std::string>, bool, std::string>;

#define USER_COLUMNS "u.id, u.first_name, u.plan, case when u.disabled_at is null then 0 else 1 end, u.role "
#define USER_OF_TOKEN "from extension_tokens t join users u on u.id = t.user_id "

constexpr Sql<UserRow(TokenHash)> find_user{"select " USER_COLUMNS USER_OF_TOKEN "where t.token_hash = :token_hash"};

using AuthorityRow = JoinedRow<UserRow, SettingsRow>;
#define FIND_AUTHORITY USER_COLUMNS ", " SETTINGS_COLUMNS USER_OF_TOKEN "join voice_settings s on s.id = 1 "

constexpr Sql<AuthorityRow(TokenHash)> find_authority{"select " FIND_AUTHORITY "where t.token_hash = :token_hash"};

constexpr Sql<JoinedRow<Row<TokenHash>, AuthorityRow>(std::string)> find_authorities{
    "select t.token_hash, " FIND_AUTHORITY
    "where t.token_hash = any (string_to_array(cast(:token_hashes as text), ','))"};

#undef FIND_AUTHORITY
#undef USER_COLUMNS
#undef USER_OF_TOKEN

constexpr Sql<Row<>(util::Timestamp, TokenHash)> note_use{R"(
  update extension_tokens set last_used_at = :used_at
  where token_hash = :token_hash and (last_used_at is null or last_used_at < :used_at))"};

Authority decode(AuthorityRow&& row) {
  return {.user_id = std::move(std::get<0>(row)),
          .first_name = std::move(std::get<1>(row)),
          .role = std::move(std::get<4>(row)),
          .caller = {.plan = std::move(std::get<2>(row)), .disabled = std::get<3>(row)},
          .settings = decode_settings(take_right<SettingsRow>(std::move(row)))};
}

}  // namespace

std::optional<Authority> read_authority(Session& db, const TokenHash& token) {
  auto row = db.one(find_authority, token);
  if (!row) return std::nullopt;
  return decode(std::move(*row));
}

std::map<TokenHash, Authority> read_authorities(Session& db, const std::vector<TokenHash>& tokens) {
  std::string hashes;
  for (const auto& token : tokens)
    hashes.append(hashes.empty() ? "" : ",").append(util::to_hex(token));
  std::map<TokenHash, Authority> found;
  for (auto& row : db.all(find_authorities, hashes))
    found.emplace(std::get<0>(row), decode(take_right<AuthorityRow>(std::move(row))));
  return found;
}

std::optional<policy::Caller> read_caller(Session& db, const TokenHash& token) {
  auto user = db.one(find_user, token);
  if (!user) return std::nullopt;
  auto& [id, first_name, plan, disabled, role] = *user;
  return policy::Caller{.plan = std::move(plan), .disabled = disabled};
}

void write_token_uses(Session& db, const TokenUses& uses) {
  for (const auto& [token, used_at] : uses)
    db.run(note_use, used_at, token);
}

}  // namespace teleperson::store::sql
