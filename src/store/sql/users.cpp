#include "store/sql/users.h"

#include "store/sql/ascii.h"
#include "store/sql/search_words.h"

namespace teleperson::store::sql {
namespace {

using MaybeText = std::optional<std::string>;
using UserRow = Row<std::string, MaybeText, MaybeText, MaybeText, std::string, bool>;

#define USER_COLUMNS "u.id, u.email, u.first_name, u.plan, u.role, case when u.disabled_at is null then 0 else 1 end "

constexpr Sql<UserRow(std::string, int)> all_users{"select " USER_COLUMNS
                                                   "from users u where u.id > :after order by u.id limit :size"};

// Each range is one look-up in an index. `:end` is the first text after all that start with the prefix.
constexpr Sql<UserRow(std::string, std::string, std::string, int)> users_by_prefix{"select " USER_COLUMNS R"(
  from users u
  where u.id in (
      select id from users where lower(id) >= :prefix and lower(id) < :end
      union select id from users where email is not null and lower(email) >= :prefix and lower(email) < :end
      union select id from users
        where first_name is not null and lower(first_name) >= :prefix and lower(first_name) < :end)
    and u.id > :after
  order by u.id limit :size)"};

#undef USER_COLUMNS

constexpr Sql<Row<TokenHash, MaybeText, util::Timestamp, std::optional<util::Timestamp>>(std::string)> tokens_of{R"(
  select token_hash, name, created_at, last_used_at from extension_tokens where user_id = :user_id
  order by created_at, token_hash)"};

constexpr Sql<Row<std::string>(std::string)> select_role{"select role from users where id = :id"};
constexpr Sql<Row<std::string>(TokenHash)> select_role_of_holder{
    "select u.role from extension_tokens t join users u on u.id = t.user_id where t.token_hash = :token_hash"};

std::vector<TokenRecord> read_tokens(Session& db, const std::string& user_id) {
  std::vector<TokenRecord> tokens;
  for (auto& [hash, name, created_at, last_used_at] : db.all(tokens_of, user_id)) {
    tokens.push_back({.hash = hash, .name = std::move(name), .created_at = created_at, .last_used_at = last_used_at});
  }
  return tokens;
}

}  // namespace

std::optional<std::string> role_of(Session& db, const std::string& user_id) {
  const auto row = db.one(select_role, user_id);
  return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

std::optional<std::string> role_of_holder(Session& db, const TokenHash& token) {
  const auto row = db.one(select_role_of_holder, token);
  return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

UserPage find_users(Session& db, const UserQuery& query) {
  const int wanted = query.page_size + 1;  // one more tells whether there is another page
  const auto prefix = ascii_lower(query.prefix);
  const auto end = end_of_prefix(prefix);
  auto rows = prefix.empty() ? db.all(all_users, query.after, wanted)
                             : db.all(users_by_prefix, prefix, end, query.after, wanted);
  UserPage page;
  page.more = rows.size() == static_cast<std::size_t>(wanted);
  if (page.more) rows.pop_back();
  for (auto& [id, email, first_name, plan, role, disabled] : rows) {
    page.users.push_back({.id = id,
                          .email = std::move(email),
                          .first_name = std::move(first_name),
                          .plan = std::move(plan),
                          .role = std::move(role),
                          .disabled = disabled,
                          .tokens = read_tokens(db, id)});
  }
  return page;
}

}  // namespace teleperson::store::sql
