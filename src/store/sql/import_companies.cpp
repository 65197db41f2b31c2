#include "store/sql/ascii.h"
#include "store/sql/audit.h"
#include "store/sql/companies.h"
#include "store/sql/search_words.h"
#include "util/crypto.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

constexpr std::size_t max_words_per_company = 64;
constexpr std::size_t max_name_key_bytes = 200;  ///< so that a cursor, which holds it, stays short

using MaybeText = std::optional<std::string>;

constexpr Sql<Row<std::string>(std::string, std::string, std::string, std::string, MaybeText, MaybeText, MaybeText,
                               util::Timestamp)>
    upsert_company{R"(
  insert into companies (id, name, name_key, domain, industry, logo_url, description, reviewed_at, created_at)
  values (:id, :name, :name_key, :domain, :industry, :logo_url, :description, :now, :now)
  on conflict (domain) do update set
    name = excluded.name, name_key = excluded.name_key, industry = excluded.industry, logo_url = excluded.logo_url,
    description = excluded.description, reviewed_at = coalesce(companies.reviewed_at, excluded.reviewed_at)
  returning id)"};

constexpr Sql<Row<>(std::string)> delete_aliases{"delete from company_aliases where company_id = :company_id"};
constexpr Sql<Row<>(std::string, std::string)> insert_alias{R"(
  insert into company_aliases (company_id, alias) values (:company_id, :alias)
  on conflict (company_id, alias) do nothing)"};

constexpr Sql<Row<>(std::string)> delete_words{"delete from company_words where company_id = :company_id"};
constexpr Sql<Row<>(std::string, std::string)> insert_word{
    "insert into company_words (company_id, word) values (:company_id, :word)"};

std::string sort_key(const std::string& name) {
  std::string key = fold(name);
  if (key.size() > max_name_key_bytes) {
    key.resize(max_name_key_bytes);
    key = fold(key);  // drops a character that was cut in two
  }
  return key;
}

std::string searchable_text(const NewCompany& company) {
  std::string text = company.name + ' ' + company.domain;
  for (const auto& alias : company.aliases)
    text += ' ' + alias;
  return text;
}

/// True if the company is new.
bool import_company(Session& db, const NewCompany& company, util::Timestamp now) {
  const std::string new_id = "co_" + util::random_hex(8);
  const auto row = db.one(upsert_company, new_id, company.name, sort_key(company.name), ascii_lower(company.domain),
                          company.industry, company.logo_url, company.description, now);
  const std::string& id = std::get<0>(row.value());
  const bool added = id == new_id;
  if (!added) {
    db.run(delete_aliases, id);
    db.run(delete_words, id);
  }
  for (const auto& alias : company.aliases)
    db.run(insert_alias, id, alias);
  for (const auto& word : search_words(searchable_text(company), max_words_per_company))
    db.run(insert_word, id, word);
  return added;
}

}  // namespace

int import_companies(Session& db, const std::vector<NewCompany>& companies, const Actor& actor, util::Timestamp now) {
  std::int64_t added = 0;
  for (const auto& company : companies)
    added += import_company(db, company, now) ? 1 : 0;

  const auto count = static_cast<std::int64_t>(companies.size());
  std::string metadata;
  util::JsonWriter json(metadata);
  json.object([&] {
    json.field("added", added);
    json.field("updated", count - added);
  });
  append_audit(db, {.actor = actor, .action = "company.imported", .metadata = std::move(metadata), .now = now});
  return static_cast<int>(count);
}

}  // namespace teleperson::store::sql
