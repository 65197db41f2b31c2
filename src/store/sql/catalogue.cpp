#include "store/sql/catalogue.h"

#include "store/sql/company_rows.h"
#include "store/sql/company_search.h"
#include "store/sql/text_list.h"

namespace teleperson::store::sql {
namespace {

using MaybeText = std::optional<std::string>;
using MaybeTime = std::optional<util::Timestamp>;

constexpr Sql<Row<std::string, std::string, phone::E164, std::string, phone::Kind, bool, MaybeTime, MaybeTime,
                  MaybeText, MaybeText, MaybeText, util::Timestamp>(std::string)>
    select_numbers{R"(
  select n.id, n.label, n.e164, n.region, n.kind, n.plausible, n.verified_at, n.verified_until, n.verified_by,
         u.first_name, n.verification_source, n.created_at
  from phone_numbers n left join users u on u.id = n.verified_by
  where n.company_id = :company_id order by n.created_at, n.id)"};

constexpr Sql<Row<std::int64_t>()> count_companies{"select count(*) from companies"};
constexpr Sql<Row<std::int64_t>()> count_pending{"select count(*) from companies where reviewed_at is null"};
constexpr Sql<Row<std::int64_t>()> count_unverified{"select count(*) from phone_numbers where verified_at is null"};
constexpr Sql<Row<std::int64_t>(util::Timestamp, util::Timestamp)> count_lapse{
    "select count(*) from phone_numbers where verified_until >= :from and verified_until < :until"};

/// The policy has a number lapse at the very moment that it is verified until.
LapseRange lapsing(util::Timestamp now) {
  return {.from = now + std::chrono::milliseconds(1), .until = now + lapses_soon};
}
LapseRange lapsed(util::Timestamp now) {
  return {.from = util::Timestamp(), .until = now + std::chrono::milliseconds(1)};
}

std::vector<CatalogueNumber> read_numbers(Session& db, const std::string& company_id, bool reviewed) {
  std::vector<CatalogueNumber> numbers;
  for (auto& row : db.all(select_numbers, company_id)) {
    auto& [id, label, e164, regions, kind, plausible, verified_at, verified_until, by, by_name, source, created_at] =
        row;
    phone::NumberInfo info{.regions = split_list(regions), .kind = kind, .plausible = plausible};
    policy::Destination destination{.number = std::move(e164),
                                    .info = std::move(info),
                                    .verified_at = verified_at,
                                    .verified_until = verified_until,
                                    .company_reviewed = reviewed};
    numbers.push_back(
        {.entry = {.number = {.id = std::move(id), .destination = std::move(destination)}, .label = std::move(label)},
         .verified_by = std::move(by),
         .verified_by_name = std::move(by_name),
         .verification_source = std::move(source),
         .created_at = created_at});
  }
  return numbers;
}

std::int64_t count(const std::optional<Row<std::int64_t>>& row) {
  return std::get<0>(row.value());
}

}  // namespace

std::optional<CatalogueCompany> read_catalogue_company(Session& db, const std::string& id) {
  auto row = read_company(db, id);
  if (!row) return std::nullopt;
  return CatalogueCompany{.id = id,
                          .details = std::move(row->details),
                          .reviewed_at = row->reviewed_at,
                          .created_at = row->created_at,
                          .revision = row->revision,
                          .numbers = read_numbers(db, id, row->reviewed_at.has_value())};
}

CataloguePage find_catalogue(Session& db, const CatalogueQuery& query, util::Timestamp now) {
  using Numbers = CatalogueQuery::Numbers;
  CompanySearch search{.words = query.words,
                       .review = query.review,
                       .unverified_numbers = query.numbers == Numbers::unverified,
                       .cursor = query.cursor,
                       .page_size = query.page_size};
  if (query.numbers == Numbers::lapsing) search.lapse = lapsing(now);
  if (query.numbers == Numbers::lapsed) search.lapse = lapsed(now);
  auto found = search_companies(db, search);
  CataloguePage page;
  page.next_cursor = std::move(found.next_cursor);
  for (const auto& row : found.rows) {
    if (auto company = read_catalogue_company(db, std::get<0>(row))) page.companies.push_back(std::move(*company));
  }
  return page;
}

CatalogueCounts count_catalogue(Session& db, util::Timestamp now) {
  const auto soon = lapsing(now);
  const auto past = lapsed(now);
  return {.companies = count(db.one(count_companies)),
          .pending = count(db.one(count_pending)),
          .unverified_numbers = count(db.one(count_unverified)),
          .lapsing_numbers = count(db.one(count_lapse, soon.from, soon.until)),
          .lapsed_numbers = count(db.one(count_lapse, past.from, past.until))};
}

}  // namespace teleperson::store::sql
