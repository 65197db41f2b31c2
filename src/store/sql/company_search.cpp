#include "store/sql/company_search.h"

#include <algorithm>

#include "store/sql/ascii.h"
#include "store/sql/search_words.h"

namespace teleperson::store::sql {
namespace {

using Review = CatalogueQuery::Review;
using util::Timestamp;

constexpr int max_page_size = 200;
constexpr std::size_t max_words = 8;
constexpr int batch_size = 200;  ///< rows that one statement reads, if more than one may be needed
constexpr int many = 10'000;     ///< what so many companies have is not looked up but checked, row by row

#define COMPANY_COLUMNS "select id, name, domain, industry, logo_url, name_key from companies "
#define IN_ORDER "(name_key, id) > (:name_key, :id) order by name_key, id limit :rows"
// 0: any, 1: pending, 2: reviewed.
#define IN_REVIEW_STATE \
  "(:review = 0 or (:review = 1 and reviewed_at is null) or (:review = 2 and reviewed_at is not null)) and " IN_ORDER

using SelectAll = Sql<FoundCompany(std::string, std::string, int)>;
constexpr SelectAll select_all{COMPANY_COLUMNS "where " IN_ORDER};
constexpr SelectAll select_pending{COMPANY_COLUMNS "where reviewed_at is null and " IN_ORDER};
constexpr SelectAll select_reviewed{COMPANY_COLUMNS "where reviewed_at is not null and " IN_ORDER};

constexpr Sql<FoundCompany(std::string, std::string, int, std::string, std::string, int)> select_by_word{
    COMPANY_COLUMNS
    "where id in (select company_id from company_words where word >= :prefix and word < :end_of_prefix)"
    " and " IN_REVIEW_STATE};

constexpr Sql<FoundCompany(std::string, int, std::string, std::string, int)> select_by_domain{
    COMPANY_COLUMNS
    "where id in (select id from companies where domain = :domain union all"
    " select company_id from company_aliases where lower(alias) = :domain) and " IN_REVIEW_STATE};

constexpr Sql<FoundCompany(Timestamp, Timestamp, int, std::string, std::string, int)> select_by_lapse{
    COMPANY_COLUMNS
    "where id in (select company_id from phone_numbers where verified_until >= :from and verified_until < :until)"
    " and " IN_REVIEW_STATE};

constexpr Sql<FoundCompany(int, std::string, std::string, int)> select_unverified{
    COMPANY_COLUMNS
    "where id in (select company_id from phone_numbers where verified_at is null) and " IN_REVIEW_STATE};

#undef COMPANY_COLUMNS
#undef IN_ORDER
#undef IN_REVIEW_STATE

constexpr Sql<Row<int>(std::string, std::string, int)> count_word{R"(
  select count(*) from (
    select 1 from company_words where word >= :prefix and word < :end_of_prefix limit :many) as matches)"};
constexpr Sql<Row<int>(Timestamp, Timestamp, int)> count_lapses_up_to{R"(
  select count(*) from (
    select 1 from phone_numbers where verified_until >= :from and verified_until < :until limit :many) as matches)"};
constexpr Sql<Row<int>(int)> count_unverified_up_to{R"(
  select count(*) from (
    select 1 from phone_numbers where verified_at is null limit :many) as matches)"};

constexpr Sql<Row<int>(std::string, std::string, std::string)> has_word{R"(
  select 1 from company_words where company_id = :company_id and word >= :prefix and word < :end_of_prefix limit 1)"};
constexpr Sql<Row<int>(std::string, Timestamp, Timestamp)> has_lapse{R"(
  select 1 from phone_numbers
  where company_id = :company_id and verified_until >= :from and verified_until < :until limit 1)"};
constexpr Sql<Row<int>(std::string)> has_unverified{
    "select 1 from phone_numbers where company_id = :company_id and verified_at is null limit 1"};

/// Which rows are looked at (one of `domain`, `word`, `leads_by_...` or all), and what is then asked of each.
struct Plan {
  Review review = Review::any;
  std::optional<LapseRange> lapse{};
  bool unverified = false;

  std::string domain{};              ///< empty: any
  std::string word{};                ///< rare; empty: none
  bool leads_by_numbers = false;     ///< few companies have such numbers
  std::vector<std::string> words{};  ///< to be checked row by row, the rarest first
  bool checks_numbers = false;       ///< the same

  bool has_lead() const { return !domain.empty() || !word.empty() || leads_by_numbers; }
  bool checks() const { return !words.empty() || checks_numbers; }
};

std::vector<FoundCompany> next_rows(Session& db, const Plan& plan, const CompanyCursor& after, int rows) {
  const int review = static_cast<int>(plan.review);
  const auto& [name_key, id] = after;
  if (!plan.domain.empty()) return db.all(select_by_domain, plan.domain, review, name_key, id, rows);
  if (!plan.word.empty()) {
    return db.all(select_by_word, plan.word, end_of_prefix(plan.word), review, name_key, id, rows);
  }
  if (plan.leads_by_numbers && plan.lapse) {
    return db.all(select_by_lapse, plan.lapse->from, plan.lapse->until, review, name_key, id, rows);
  }
  if (plan.leads_by_numbers) return db.all(select_unverified, review, name_key, id, rows);
  const auto& every = plan.review == Review::any       ? select_all
                      : plan.review == Review::pending ? select_pending
                                                       : select_reviewed;
  return db.all(every, name_key, id, rows);
}

/// The domain, or else its nearest parent, that a company has. Nothing is guessed about public suffixes: `co.uk` finds
/// a company only if one has exactly that domain.
std::string known_domain(Session& db, std::string domain, Review review) {
  for (;;) {
    if (!db.all(select_by_domain, domain, static_cast<int>(review), "", "", 1).empty()) return domain;
    const auto dot = domain.find('.');
    if (dot == std::string::npos) return {};
    domain.erase(0, dot + 1);
  }
}

void plan_numbers(Session& db, Plan& plan) {
  if (!plan.lapse && !plan.unverified) return;
  const auto found = plan.lapse ? db.one(count_lapses_up_to, plan.lapse->from, plan.lapse->until, many)
                                : db.one(count_unverified_up_to, many);
  const bool rare = std::get<0>(found.value()) < many;
  plan.leads_by_numbers = rare && !plan.has_lead();
  plan.checks_numbers = !plan.leads_by_numbers;
}

/// Decides between the two ways of finding words: a rare one gives few companies, to be sorted by name; of frequent
/// ones the first page soon comes together from the companies in order of name.
void plan_words(Session& db, Plan& plan, const std::vector<std::string>& words) {
  std::vector<std::pair<int, std::string>> by_count;
  for (const auto& word : words) {
    by_count.emplace_back(std::get<0>(db.one(count_word, word, end_of_prefix(word), many).value()), word);
  }
  std::sort(by_count.begin(), by_count.end());
  for (auto& [count, word] : by_count) {
    if (!plan.has_lead() && plan.words.empty() && count < many) {
      plan.word = std::move(word);
    } else {
      plan.words.push_back(std::move(word));
    }
  }
}

bool matches(Session& db, const Plan& plan, const std::string& company_id) {
  const bool has_words = std::all_of(plan.words.begin(), plan.words.end(), [&](const auto& word) {
    return db.one(has_word, company_id, word, end_of_prefix(word)).has_value();
  });
  if (!has_words || !plan.checks_numbers) return has_words;
  if (plan.lapse) return db.one(has_lapse, company_id, plan.lapse->from, plan.lapse->until).has_value();
  return db.one(has_unverified, company_id).has_value();
}

/// Up to `wanted` rows, in order, that match all of the plan.
std::vector<FoundCompany> matching_rows(Session& db, const Plan& plan, CompanyCursor after, std::size_t wanted) {
  // What leads gives fewer than `many`, and finds and sorts all of them each time that it is asked.
  const int rows_at_once = !plan.checks() ? static_cast<int>(wanted) : plan.has_lead() ? many : batch_size;
  std::vector<FoundCompany> found;
  for (;;) {
    auto batch = next_rows(db, plan, after, rows_at_once);
    for (auto& row : batch) {
      after = {.name_key = std::get<5>(row), .id = std::get<0>(row)};
      if (matches(db, plan, after.id)) found.push_back(std::move(row));
      if (found.size() == wanted) return found;
    }
    if (batch.size() < static_cast<std::size_t>(rows_at_once)) return found;
  }
}

}  // namespace

FoundCompanies search_companies(Session& db, const CompanySearch& search) {
  Plan plan{.review = search.review, .lapse = search.lapse, .unverified = search.unverified_numbers};
  if (search.domain) {
    plan.domain = known_domain(db, ascii_lower(*search.domain), search.review);
    if (plan.domain.empty()) return {};
  }
  plan_words(db, plan, search_words(search.words, max_words));
  plan_numbers(db, plan);

  const auto page_size = static_cast<std::size_t>(std::clamp(search.page_size, 1, max_page_size));
  FoundCompanies found;
  found.rows = matching_rows(db, plan, CompanyCursor::parse(search.cursor).value_or(CompanyCursor{}),
                             page_size + 1);  // one more, to know whether another page follows
  if (found.rows.size() > page_size) {
    found.rows.resize(page_size);
    const auto& last = found.rows.back();
    found.next_cursor = CompanyCursor{.name_key = std::get<5>(last), .id = std::get<0>(last)}.text();
  }
  return found;
}

}  // namespace teleperson::store::sql
