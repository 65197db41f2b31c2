#include "store/sql/numbers.h"

#include "store/sql/ascii.h"
#include "store/sql/audit.h"
#include "store/sql/text_list.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

using NumberRow = Row<std::string, std::string, phone::E164, std::string, phone::Kind, bool,
                      std::optional<util::Timestamp>, std::optional<util::Timestamp>, bool>;

#define NUMBER_COLUMNS                                                                     \
  "n.id, n.label, n.e164, n.region, n.kind, n.plausible, n.verified_at, n.verified_until," \
  " case when c.reviewed_at is null then 0 else 1 end from phone_numbers n join companies c on c.id = n.company_id "

constexpr Sql<NumberRow(std::string)> select_number{"select " NUMBER_COLUMNS "where n.id = :id"};

constexpr Sql<NumberRow(std::string)> select_of_company{"select " NUMBER_COLUMNS
                                                        "where n.company_id = :company_id order by n.created_at, n.id"};

#undef NUMBER_COLUMNS

constexpr Sql<Row<std::string>(std::string)> find_company{"select id from companies where domain = :domain"};

constexpr Sql<Row<>(std::string, std::string, std::string, phone::E164, std::string, phone::Kind, bool,
                    phone::NumberHash, util::Timestamp)>
    insert_row{R"(
  insert into phone_numbers (id, company_id, label, e164, region, kind, plausible, number_hash, created_at)
  values (:id, :company_id, :label, :e164, :region, :kind, :plausible, :number_hash, :now)
  on conflict (company_id, e164) do nothing)"};

constexpr Sql<Row<std::string, std::optional<util::Timestamp>>(phone::E164)> find_by_e164{
    "select id, verified_at from phone_numbers where e164 = :e164"};

constexpr Sql<Row<>(util::Timestamp, std::string, std::optional<util::Timestamp>, std::string)> set_verified{R"(
  update phone_numbers set verified_at = :now, verified_by = :verified_by, verification_source = 'admin',
                           verified_until = :until
  where id = :id)"};

constexpr Sql<Row<>(std::string)> clear_verified{R"(
  update phone_numbers set verified_at = null, verified_by = null, verification_source = null, verified_until = null
  where id = :id)"};

DirectoryEntry decode(NumberRow row) {
  auto& [id, label, e164, regions, kind, plausible, verified_at, verified_until, reviewed] = row;
  return {.number = {.id = std::move(id),
                     .destination = {.number = std::move(e164),
                                     .info = {.regions = split_list(regions), .kind = kind, .plausible = plausible},
                                     .verified_at = verified_at,
                                     .verified_until = verified_until,
                                     .company_reviewed = reviewed}},
          .label = std::move(label)};
}

void audit_number(Session& db, const phone::Hasher& hasher, const phone::E164& number, std::string id,
                  std::string action, const Actor& actor, util::Timestamp now) {
  std::string metadata;
  util::JsonWriter json(metadata);
  json.object([&] { json.field("to_number_hash", hasher.number(number).text()); });
  append_audit(db, {.actor = actor,
                    .action = std::move(action),
                    .target_id = std::move(id),
                    .metadata = std::move(metadata),
                    .now = now});
}

}  // namespace

std::optional<DirectoryNumber> read_number(Session& db, const std::string& id) {
  auto row = db.one(select_number, id);
  if (!row) return std::nullopt;
  return decode(std::move(*row)).number;
}

std::vector<DirectoryEntry> read_numbers_of_company(Session& db, const std::string& company_id) {
  std::vector<DirectoryEntry> entries;
  for (auto& row : db.all(select_of_company, company_id))
    entries.push_back(decode(std::move(row)));
  return entries;
}

std::optional<std::string> insert_number(Session& db, const NumberText& text, util::Timestamp now) {
  std::string id = "num_" + util::random_hex(8);
  const auto added = db.run(insert_row, id, text.company_id, text.label, text.number, join_list(text.info.regions),
                            text.info.kind, text.info.plausible, text.hash, now);
  if (added == 0) return std::nullopt;
  return id;
}

void mark_verified(Session& db, const std::string& id, std::optional<util::Timestamp> until, const Actor& actor,
                   util::Timestamp now) {
  db.run(set_verified, now, actor.user_id.value_or("operator"), until, id);
}

void mark_unverified(Session& db, const std::string& id) {
  db.run(clear_verified, id);
}

Change add_number(Session& db, const phone::Hasher& hasher, const phone::E164& number, const phone::NumberInfo& info,
                  const std::string& company_domain, const std::string& label, const Actor& actor,
                  util::Timestamp now) {
  const auto company = db.one(find_company, ascii_lower(company_domain));
  if (!company) return Change::not_found;
  auto id = insert_number(db, {std::get<0>(*company), number, info, hasher.number(number), label}, now);
  if (!id) return Change::already_exists;
  audit_number(db, hasher, number, std::move(*id), "number.added", actor, now);
  return Change::made;
}

Change verify_number(Session& db, const phone::Hasher& hasher, const phone::E164& number,
                     std::optional<util::Timestamp> until, const Actor& actor, util::Timestamp now) {
  const auto rows = db.all(find_by_e164, number);
  if (rows.empty()) return Change::not_found;
  for (const auto& [id, verified_at] : rows) {
    mark_verified(db, id, until, actor, now);
    audit_number(db, hasher, number, id, "number.verified", actor, now);
  }
  return Change::made;
}

Change unverify_number(Session& db, const phone::Hasher& hasher, const phone::E164& number, const Actor& actor,
                       util::Timestamp now) {
  const auto rows = db.all(find_by_e164, number);
  if (rows.empty()) return Change::not_found;
  auto change = Change::unchanged;
  for (const auto& [id, verified_at] : rows) {
    if (!verified_at) continue;
    mark_unverified(db, id);
    audit_number(db, hasher, number, id, "number.unverified", actor, now);
    change = Change::made;
  }
  return change;
}

}  // namespace teleperson::store::sql
