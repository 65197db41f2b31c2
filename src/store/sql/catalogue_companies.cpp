#include "store/sql/audit.h"
#include "store/sql/catalogue.h"
#include "store/sql/company_rows.h"
#include "store/sql/company_text.h"
#include "util/crypto.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

constexpr Sql<Row<>(std::optional<util::Timestamp>, std::string)> update_review{
    "update companies set reviewed_at = :reviewed_at where id = :id"};
constexpr Sql<Row<std::int64_t>(std::string)> count_numbers{
    "select count(*) from phone_numbers where company_id = :company_id"};
constexpr Sql<Row<>(std::string)> delete_row{"delete from companies where id = :id"};

void audit(Session& db, std::string action, const std::string& id, std::string metadata, const Actor& actor,
           util::Timestamp now) {
  append_audit(
      db, {.actor = actor, .action = std::move(action), .target_id = id, .metadata = std::move(metadata), .now = now});
}

std::string name_and_domain(const NewCompany& company) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    json.field("name", company.name);
    json.field("domain", company.domain);
  });
  return text;
}

/// The fields in which `one` differs from `other`, as `one` has them.
void write_difference(util::JsonWriter& json, std::string_view name, const NewCompany& one, const NewCompany& other) {
  json.object(name, [&] {
    if (one.name != other.name) json.field("name", one.name);
    if (one.domain != other.domain) json.field("domain", one.domain);
    if (one.industry != other.industry) json.field("industry", one.industry);
    if (one.logo_url != other.logo_url) json.field("logo_url", one.logo_url);
    if (one.description != other.description) json.field("description", one.description);
    if (one.aliases == other.aliases) return;
    json.array("aliases", [&] {
      for (const auto& alias : one.aliases)
        json.value(alias);
    });
  });
}

std::string difference(const NewCompany& before, const NewCompany& after) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    write_difference(json, "from", before, after);
    write_difference(json, "to", after, before);
  });
  return text;
}

}  // namespace

Added add_company(Session& db, const NewCompany& wanted, bool reviewed, const Actor& actor, util::Timestamp now) {
  const auto company = normalised(wanted);
  const auto name_key = sort_key(company.name);
  const auto words = words_of(company);
  Added added{.change = Change::made, .id = "co_" + util::random_hex(8)};
  if (!insert_company(db, added.id, {company, name_key, words}, reviewed, now)) {
    return {.change = Change::already_exists, .id = {}};
  }
  audit(db, "company.added", added.id, name_and_domain(company), actor, now);
  return added;
}

Change edit_company(Session& db, const std::string& id, const NewCompany& wanted, std::int64_t seen, const Actor& actor,
                    util::Timestamp now) {
  const auto found = read_company(db, id);
  if (!found) return Change::not_found;
  if (found->revision != seen) return Change::outdated;
  const auto company = normalised(wanted);
  const auto changes = difference(found->details, company);
  if (changes == R"({"from":{},"to":{}})") return Change::unchanged;
  if (found->details.domain != company.domain && find_company_id(db, company.domain)) return Change::already_exists;
  const auto name_key = sort_key(company.name);
  const auto words = words_of(company);
  replace_company(db, id, {company, name_key, words});
  audit(db, "company.edited", id, changes, actor, now);
  return Change::made;
}

Change review_company(Session& db, const std::string& id, bool reviewed, const Actor& actor, util::Timestamp now) {
  const auto found = read_company(db, id);
  if (!found) return Change::not_found;
  if (found->reviewed_at.has_value() == reviewed) return Change::unchanged;
  db.run(update_review, reviewed ? std::optional(now) : std::nullopt, id);
  audit(db, reviewed ? "company.approved" : "company.sent_to_review", id, name_and_domain(found->details), actor, now);
  return Change::made;
}

Change delete_company(Session& db, const std::string& id, const Actor& actor, util::Timestamp now) {
  const auto found = read_company(db, id);
  if (!found) return Change::not_found;
  std::string metadata;
  util::JsonWriter json(metadata);
  json.object([&] {
    json.field("name", found->details.name);
    json.field("domain", found->details.domain);
    json.field("numbers", std::get<0>(db.one(count_numbers, id).value()));
  });
  db.run(delete_row, id);
  audit(db, "company.deleted", id, std::move(metadata), actor, now);
  return Change::made;
}

}  // namespace teleperson::store::sql
