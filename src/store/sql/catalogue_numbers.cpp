#include "store/sql/audit.h"
#include "store/sql/catalogue.h"
#include "store/sql/numbers.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

using MaybeTime = std::optional<util::Timestamp>;

/// The hash, and what may change.
constexpr Sql<Row<phone::NumberHash, std::string, MaybeTime, MaybeTime>(std::string)> select_number{
    "select number_hash, label, verified_at, verified_until from phone_numbers where id = :id"};
constexpr Sql<Row<int>(std::string)> has_company{"select 1 from companies where id = :id"};
constexpr Sql<Row<>(std::string, std::string)> update_label{"update phone_numbers set label = :label where id = :id"};
constexpr Sql<Row<>(std::string)> delete_number{"delete from phone_numbers where id = :id"};

/// Every row names the number by its hash, and adds what `details` writes.
template <class Details>
void audit(Session& db, std::string action, const std::string& id, const phone::NumberHash& hash, const Actor& actor,
           util::Timestamp now, Details details) {
  std::string metadata;
  util::JsonWriter json(metadata);
  json.object([&] {
    json.field("to_number_hash", hash.text());
    details(json);
  });
  append_audit(
      db, {.actor = actor, .action = std::move(action), .target_id = id, .metadata = std::move(metadata), .now = now});
}

constexpr auto nothing_more = [](util::JsonWriter&) {};

}  // namespace

Added add_company_number(Session& db, const phone::Hasher& hasher, const std::string& company_id,
                         const phone::E164& number, const phone::NumberInfo& info, const std::string& label,
                         const Actor& actor, util::Timestamp now) {
  if (!db.one(has_company, company_id)) return {Change::not_found, {}};
  const auto hash = hasher.number(number);
  auto id = insert_number(db, {company_id, number, info, hash, label}, now);
  if (!id) return {Change::already_exists, {}};
  audit(db, "number.added", *id, hash, actor, now, [&](auto& json) { json.field("company_id", company_id); });
  return {Change::made, std::move(*id)};
}

Change relabel_number(Session& db, const std::string& number_id, const std::string& label, const Actor& actor,
                      util::Timestamp now) {
  const auto found = db.one(select_number, number_id);
  if (!found) return Change::not_found;
  const auto& [hash, before, verified_at, verified_until] = *found;
  if (before == label) return Change::unchanged;
  db.run(update_label, label, number_id);
  audit(db, "number.relabelled", number_id, hash, actor, now, [&from = before, &to = label](auto& json) {
    json.field("from", from);
    json.field("to", to);
  });
  return Change::made;
}

Change remove_number(Session& db, const std::string& number_id, const Actor& actor, util::Timestamp now) {
  const auto found = db.one(select_number, number_id);
  if (!found) return Change::not_found;
  db.run(delete_number, number_id);
  audit(db, "number.removed", number_id, std::get<0>(*found), actor, now, nothing_more);
  return Change::made;
}

Change verify_number_with_id(Session& db, const std::string& number_id, MaybeTime until, const Actor& actor,
                             util::Timestamp now) {
  const auto found = db.one(select_number, number_id);
  if (!found) return Change::not_found;
  mark_verified(db, number_id, until, actor, now);
  audit(db, "number.verified", number_id, std::get<0>(*found), actor, now,
        [&](auto& json) { json.field("until", until ? std::optional(util::to_rfc3339(*until)) : std::nullopt); });
  return Change::made;
}

Change unverify_number_with_id(Session& db, const std::string& number_id, const Actor& actor, util::Timestamp now) {
  const auto found = db.one(select_number, number_id);
  if (!found) return Change::not_found;
  if (!std::get<2>(*found)) return Change::unchanged;
  mark_unverified(db, number_id);
  audit(db, "number.unverified", number_id, std::get<0>(*found), actor, now, nothing_more);
  return Change::made;
}

}  // namespace teleperson::store::sql
