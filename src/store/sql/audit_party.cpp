#include "store/sql/audit_party.h"

#include <utility>

namespace teleperson::store::sql {
namespace {

using Kind = AuditParty::Kind;
using Names = Row<std::optional<std::string>, std::optional<std::string>>;

constexpr Sql<Names(std::string)> user_by_id{"select first_name, email from users where id = :id"};
constexpr Sql<Names(std::string)> user_by_hash{"select first_name, email from users where id_hash = :id_hash"};
constexpr Sql<Names(std::string)> company_by_id{"select name, domain from companies where id = :id"};
constexpr Sql<Names(std::string)> number_by_id{R"(
  select c.name, n.label from phone_numbers n join companies c on c.id = n.company_id where n.id = :id)"};

AuditParty party(std::optional<Names> found, Kind kind, Kind otherwise) {
  if (!found) return {.kind = otherwise};
  return {.kind = kind, .name = std::move(std::get<0>(*found)), .detail = std::move(std::get<1>(*found))};
}

}  // namespace

AuditParty find_actor(Session& db, const std::optional<std::string>& user_id) {
  if (!user_id) return {};
  return party(db.one(user_by_id, *user_id), Kind::user, Kind::removed_user);
}

AuditParty find_target(Session& db, const std::optional<std::string>& target_id) {
  if (!target_id) return {};
  const auto& id = *target_id;
  if (id.starts_with("u_")) return party(db.one(user_by_hash, id.substr(2)), Kind::user, Kind::removed_user);
  if (id.starts_with("co_")) return party(db.one(company_by_id, id), Kind::company, Kind::other);
  if (id.starts_with("num_")) return party(db.one(number_by_id, id), Kind::number, Kind::other);
  return {};  // such as a call, which has no name
}

}  // namespace teleperson::store::sql
