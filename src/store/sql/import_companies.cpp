#include "store/sql/import_companies.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/sql/audit.h"
#include "store/sql/company_rows.h"
#include "store/sql/company_text.h"
#include "store/sql/numbers.h"
#include "util/crypto.h"
#include "util/json_writer.h"

namespace teleperson::store {

void prepare_import(ImportRow& row, const phone::Hasher& hasher) {
  row.company = sql::normalised(std::move(row.company));
  row.name_key = sql::sort_key(row.company.name);
  row.words = sql::words_of(row.company);
  if (row.number) row.number_hash = hasher.number(row.number->number);
}

// Neighbours in the indexes by name and by id are then written one after the other, which touches far fewer pages than
// any other order.
void order_import(ImportPlan& plan) {
  std::sort(plan.rows.begin(), plan.rows.end(),
            [](const ImportRow& a, const ImportRow& b) { return a.name_key < b.name_key; });
  const auto prefix = "co_" + util::random_hex(4);
  std::uint32_t index = 0;
  for (auto& row : plan.rows) {
    if (row.fate == ImportRow::Fate::add) row.id = fmt::format("{}{:08x}", prefix, index++);
  }
}

ImportCounts count_import(const ImportPlan& plan) {
  ImportCounts counts;
  for (const auto& row : plan.rows)
    sql::count_row(row, counts);
  return counts;
}

namespace sql {
namespace {

using Fate = ImportRow::Fate;

const std::string number_label = "Support";

constexpr Sql<Row<int>(std::string, phone::E164)> has_number{
    "select 1 from phone_numbers where company_id = :company_id and e164 = :e164"};
constexpr Sql<Row<std::int64_t>(std::string)> select_revision{"select revision from companies where id = :id"};
constexpr Sql<Row<>(util::Timestamp, std::string)> approve{
    "update companies set reviewed_at = :now where id = :id and reviewed_at is null"};

bool same(const NewCompany& a, const NewCompany& b) {
  return a.name == b.name && a.domain == b.domain && a.aliases == b.aliases && a.industry == b.industry &&
         a.logo_url == b.logo_url && a.description == b.description;
}

/// False when somebody else has changed, added or deleted the company since it was planned.
bool write_row(Session& db, const ImportRow& row, NewCompanies new_companies, util::Timestamp now) {
  const CompanyText text{row.company, row.name_key, row.words};
  if (row.fate == Fate::unchanged && !row.adds_number) return true;
  if (row.fate == Fate::add) {
    if (!insert_company(db, row.id, text, new_companies == NewCompanies::reviewed, now)) return false;
  } else {
    const auto revision = db.one(select_revision, row.id);
    if (!revision || std::get<0>(*revision) != row.revision) return false;
  }
  if (row.fate == Fate::update) {
    replace_company(db, row.id, text);
    if (new_companies == NewCompanies::reviewed) db.run(approve, now, row.id);
  }
  if (row.adds_number) {
    insert_number(db, {row.id, row.number->number, row.number->info, *row.number_hash, number_label}, now);
  }
  return true;
}

void plan_again(Session& db, ImportRow& row, NewCompanies new_companies) {
  plan_row(db, row, new_companies);
  if (row.fate == Fate::add) row.id = "co_" + util::random_hex(8);
}

std::string describe(const ImportCounts& counts) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    json.field("added", counts.added);
    json.field("updated", counts.updated);
    json.field("unchanged", counts.unchanged);
    json.field("numbers_added", counts.numbers_added);
  });
  return text;
}

}  // namespace

void count_row(const ImportRow& row, ImportCounts& counts) {
  ++(row.fate == Fate::add ? counts.added : row.fate == Fate::update ? counts.updated : counts.unchanged);
  if (row.adds_number) ++counts.numbers_added;
}

void plan_row(Session& db, ImportRow& row, NewCompanies new_companies) {
  row.adds_number = row.number.has_value();
  row.fate = Fate::add;
  const auto id = find_company_id(db, row.company.domain);
  if (!id) return;
  row.id = *id;
  const auto found = read_company(db, row.id).value();
  row.revision = found.revision;
  const bool approved_by_it = new_companies == NewCompanies::reviewed && !found.reviewed_at;
  row.fate = same(found.details, row.company) && !approved_by_it ? Fate::unchanged : Fate::update;
  row.adds_number = row.number && !db.one(has_number, row.id, row.number->number);
}

ImportCounts run_import(Session& db, ImportPlan& plan, const Actor& actor, util::Timestamp now,
                        std::atomic<std::size_t>& done) {
  ImportCounts counts;
  for (auto& row : plan.rows) {
    if (!write_row(db, row, plan.new_companies, now)) {
      plan_again(db, row, plan.new_companies);
      if (!write_row(db, row, plan.new_companies, now)) throw DatabaseError("a company of an import was not written");
    }
    count_row(row, counts);
    done.fetch_add(1, std::memory_order_relaxed);
  }
  if (counts.added + counts.updated + counts.numbers_added > 0) {
    append_audit(db, {.actor = actor, .action = "company.imported", .metadata = describe(counts), .now = now});
  }
  return counts;
}

}  // namespace sql
}  // namespace teleperson::store
