#include "store/sql/company_rows.h"

namespace teleperson::store::sql {
namespace {

using MaybeText = std::optional<std::string>;
using MaybeTime = std::optional<util::Timestamp>;

constexpr Sql<Row<std::string, std::string, MaybeText, MaybeText, MaybeText, MaybeTime, util::Timestamp, std::int64_t>(
    std::string)>
    select_details{R"(
  select name, domain, industry, logo_url, description, reviewed_at, created_at, revision
  from companies where id = :id)"};
constexpr Sql<Row<std::string>(std::string)> select_aliases{
    "select alias from company_aliases where company_id = :company_id order by alias"};
constexpr Sql<Row<std::string>(std::string)> select_id{"select id from companies where domain = :domain"};

constexpr Sql<Row<>(std::string, std::string, std::string, std::string, MaybeText, MaybeText, MaybeText, MaybeTime,
                    util::Timestamp)>
    insert_row{R"(
  insert into companies (id, name, name_key, domain, industry, logo_url, description, reviewed_at, created_at)
  values (:id, :name, :name_key, :domain, :industry, :logo_url, :description, :reviewed_at, :now)
  on conflict (domain) do nothing)"};
constexpr Sql<Row<>(std::string, std::string, std::string, MaybeText, MaybeText, MaybeText, std::string)> update_row{R"(
  update companies set
    name = :name, name_key = :name_key, domain = :domain, industry = :industry, logo_url = :logo_url,
    description = :description, revision = revision + 1
  where id = :id)"};

constexpr Sql<Row<>(std::string)> delete_aliases{"delete from company_aliases where company_id = :company_id"};
constexpr Sql<Row<>(std::string, std::string)> insert_alias{R"(
  insert into company_aliases (company_id, alias) values (:company_id, :alias)
  on conflict (company_id, alias) do nothing)"};

constexpr Sql<Row<>(std::string)> delete_words{"delete from company_words where company_id = :company_id"};
constexpr Sql<Row<>(std::string, std::string)> insert_word{
    "insert into company_words (company_id, word) values (:company_id, :word)"};

void insert_texts(Session& db, const std::string& id, const CompanyText& text) {
  for (const auto& alias : text.company.aliases)
    db.run(insert_alias, id, alias);
  for (const auto& word : text.words)
    db.run(insert_word, id, word);
}

}  // namespace

std::optional<CompanyRecord> read_company(Session& db, const std::string& id) {
  auto row = db.one(select_details, id);
  if (!row) return std::nullopt;
  auto& [name, domain, industry, logo_url, description, reviewed_at, created_at, revision] = *row;
  std::vector<std::string> aliases;
  for (auto& [alias] : db.all(select_aliases, id))
    aliases.push_back(std::move(alias));
  return CompanyRecord{.details = {.name = std::move(name),
                                   .domain = std::move(domain),
                                   .aliases = std::move(aliases),
                                   .industry = std::move(industry),
                                   .logo_url = std::move(logo_url),
                                   .description = std::move(description)},
                       .reviewed_at = reviewed_at,
                       .created_at = created_at,
                       .revision = revision};
}

std::optional<std::string> find_company_id(Session& db, const std::string& domain) {
  auto row = db.one(select_id, domain);
  if (!row) return std::nullopt;
  return std::move(std::get<0>(*row));
}

bool insert_company(Session& db, const std::string& id, const CompanyText& text, bool reviewed, util::Timestamp now) {
  const auto& company = text.company;
  const auto inserted =
      db.run(insert_row, id, company.name, text.name_key, company.domain, company.industry, company.logo_url,
             company.description, reviewed ? std::optional(now) : std::nullopt, now);
  if (inserted == 0) return false;
  insert_texts(db, id, text);
  return true;
}

void replace_company(Session& db, const std::string& id, const CompanyText& text) {
  const auto& company = text.company;
  db.run(update_row, company.name, text.name_key, company.domain, company.industry, company.logo_url,
         company.description, id);
  db.run(delete_aliases, id);
  db.run(delete_words, id);
  insert_texts(db, id, text);
}

}  // namespace teleperson::store::sql
