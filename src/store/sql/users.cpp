#include "store/sql/users.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "store/sql/ascii.h"
#include "store/sql/search_words.h"

namespace teleperson::store::sql {
namespace {

using MaybeText = std::optional<std::string>;
using UserRow = Row<std::string, MaybeText, MaybeText, MaybeText, std::string, bool>;

#define USER_COLUMNS "u.id, u.email, u.first_name, u.plan, u.role, case when u.disabled_at is null then 0 else 1 end "

constexpr Sql<UserRow(std::string, int)> all_users{"select " USER_COLUMNS
                                                   "from users u where u.id > :after order by u.id limit :size"};

// Those whose id starts with the prefix, then those whose e-mail address does, then those whose first name does; each
// in the order of an index, so that a page takes as long whether ten users are found or a million. `:end` is the first
// text after all that start with the prefix.
using UsersByPrefix = Sql<UserRow(std::string, std::string, std::string, std::string, int)>;
#define IN_RANGE(KEY) "lower(" KEY ") >= :prefix and lower(" KEY ") < :end "
#define OUT_OF_RANGE(KEY) "and (" KEY " is null or lower(" KEY ") < :prefix or lower(" KEY ") >= :end) "
#define USERS_BY(KEY, CONDITIONS)                                       \
  "select " USER_COLUMNS "from users u where " IN_RANGE(KEY) CONDITIONS \
      "and (lower(" KEY "), u.id) > (:key, :after) order by lower(" KEY "), u.id limit :size"

constexpr UsersByPrefix users_by_id{USERS_BY("u.id", "")};
constexpr UsersByPrefix users_by_email{USERS_BY("u.email", "and u.email is not null " OUT_OF_RANGE("u.id"))};
constexpr UsersByPrefix users_by_first_name{
    USERS_BY("u.first_name", "and u.first_name is not null " OUT_OF_RANGE("u.id") OUT_OF_RANGE("u.email"))};
constexpr std::array by_prefix{&users_by_id, &users_by_email, &users_by_first_name};

#undef USERS_BY
#undef OUT_OF_RANGE
#undef IN_RANGE

constexpr Sql<Row<std::string, MaybeText, MaybeText>(std::string)> select_keys{
    "select lower(id), lower(email), lower(first_name) from users where id = :id"};

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

/// Where a page begins: after this key of this user's, in the `list`th of the statements.
struct Place {
  std::size_t list = 0;
  std::string key{};
};

/// Of a user who is gone, or is found by the prefix no longer: the start.
Place place_of(Session& db, const std::string& user_id, std::string_view prefix) {
  const auto keys = db.one(select_keys, user_id);
  if (!keys) return {};
  const auto& [id, email, first_name] = *keys;
  const std::array<MaybeText, by_prefix.size()> all{id, email, first_name};
  const auto found = std::ranges::find_if(all, [&](const MaybeText& key) { return key && key->starts_with(prefix); });
  if (found == all.end()) return {};
  return {.list = static_cast<std::size_t>(found - all.begin()), .key = **found};
}

std::vector<UserRow> find_by_prefix(Session& db, const UserQuery& query, int wanted) {
  const auto prefix = ascii_lower(query.prefix);
  const auto end = end_of_prefix(prefix);
  auto [list, key] = query.after.empty() ? Place{} : place_of(db, query.after, prefix);
  auto after = key.empty() ? std::string() : query.after;
  std::vector<UserRow> rows;
  for (; list < by_prefix.size(); ++list) {
    const int missing = wanted - static_cast<int>(rows.size());
    if (missing == 0) break;
    std::ranges::move(
        db.all(*by_prefix.at(list), prefix, end, std::exchange(key, {}), std::exchange(after, {}), missing),
        std::back_inserter(rows));
  }
  return rows;
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
  auto rows = query.prefix.empty() ? db.all(all_users, query.after, wanted) : find_by_prefix(db, query, wanted);
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
