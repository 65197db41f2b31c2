#include <algorithm>

#include "store/sql/ascii.h"
#include "store/sql/companies.h"
#include "store/sql/company_cursor.h"
#include "store/sql/numbers.h"
#include "store/sql/search_words.h"

namespace teleperson::store::sql {
namespace {

constexpr int max_page_size = 200;
constexpr std::size_t max_words = 8;
constexpr int batch_size = 200;  ///< rows looked at per statement when further words must match too

using MaybeText = std::optional<std::string>;
using CompanyRow = Row<std::string, std::string, std::string, MaybeText, MaybeText, std::string>;

#define COMPANY_COLUMNS "select id, name, domain, industry, logo_url, name_key from companies "
#define IN_ORDER "reviewed_at is not null and (name_key, id) > (:name_key, :id) order by name_key, id limit :rows"

constexpr Sql<CompanyRow(std::string, std::string, int)> select_all{COMPANY_COLUMNS "where " IN_ORDER};

constexpr Sql<CompanyRow(std::string, std::string, std::string, std::string, int)> select_by_word{
    COMPANY_COLUMNS
    "where id in (select company_id from company_words where word >= :prefix and word < :end_of_prefix) and " IN_ORDER};

constexpr Sql<CompanyRow(std::string, std::string, std::string, int)> select_by_domain{
    COMPANY_COLUMNS
    "where id in (select id from companies where domain = :domain union all"
    " select company_id from company_aliases where lower(alias) = :domain) and " IN_ORDER};

#undef COMPANY_COLUMNS
#undef IN_ORDER

constexpr Sql<Row<int>(std::string, std::string, std::string)> has_word{R"(
  select 1 from company_words where company_id = :company_id and word >= :prefix and word < :end_of_prefix limit 1)"};

/// Which rows a search looks at, and in which way it finds them.
struct Search {
  std::string domain;              ///< empty: any
  std::string leading_word;        ///< found through the index; empty: none
  std::vector<std::string> words;  ///< looked up company by company
};

std::vector<CompanyRow> next_rows(Session& db, const Search& search, const CompanyCursor& after, int rows) {
  if (!search.domain.empty()) return db.all(select_by_domain, search.domain, after.name_key, after.id, rows);
  if (!search.leading_word.empty()) {
    return db.all(select_by_word, search.leading_word, end_of_prefix(search.leading_word), after.name_key, after.id,
                  rows);
  }
  return db.all(select_all, after.name_key, after.id, rows);
}

/// The domain, or else its nearest parent, that a reviewed company has. Nothing is guessed about public suffixes:
/// `co.uk` finds a company only if one has exactly that domain.
std::string known_domain(Session& db, std::string domain) {
  for (;;) {
    if (!db.all(select_by_domain, domain, "", "", 1).empty()) return domain;
    const auto dot = domain.find('.');
    if (dot == std::string::npos) return {};
    domain.erase(0, dot + 1);
  }
}

/// A long word is rare, so it leads.
std::string take_longest(std::vector<std::string>& words) {
  const auto longest =
      std::max_element(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (longest == words.end()) return {};
  std::string word = std::move(*longest);
  words.erase(longest);
  return word;
}

bool has_words(Session& db, const std::string& company_id, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const auto& word) {
    return db.one(has_word, company_id, word, end_of_prefix(word)).has_value();
  });
}

/// Up to `wanted` rows, in order, that match all of the search.
std::vector<CompanyRow> matching_rows(Session& db, const Search& search, CompanyCursor after, std::size_t wanted) {
  const int rows_at_once = search.words.empty() ? static_cast<int>(wanted) : batch_size;
  std::vector<CompanyRow> found;
  for (;;) {
    auto batch = next_rows(db, search, after, rows_at_once);
    for (auto& row : batch) {
      after = {.name_key = std::get<5>(row), .id = std::get<0>(row)};
      if (has_words(db, after.id, search.words)) found.push_back(std::move(row));
      if (found.size() == wanted) return found;
    }
    if (batch.size() < static_cast<std::size_t>(rows_at_once)) return found;
  }
}

Company decode(Session& db, const CompanyRow& row) {
  const auto& [id, name, domain, industry, logo_url, name_key] = row;
  return {.id = id,
          .name = name,
          .domain = domain,
          .industry = industry,
          .logo_url = logo_url,
          .numbers = read_numbers_of_company(db, id)};
}

}  // namespace

CompanyPage find_companies(Session& db, const CompanyQuery& query) {
  Search search;
  search.words = search_words(query.words, max_words);
  if (query.domain) {
    search.domain = known_domain(db, ascii_lower(*query.domain));
    if (search.domain.empty()) return {};
  } else {
    search.leading_word = take_longest(search.words);
  }

  const auto page_size = static_cast<std::size_t>(std::clamp(query.page_size, 1, max_page_size));
  const auto rows = matching_rows(db, search, CompanyCursor::parse(query.cursor).value_or(CompanyCursor{}),
                                  page_size + 1);  // one more, to know whether another page follows
  CompanyPage page;
  for (const auto& row : rows) {
    if (page.companies.size() == page_size) {
      const auto& last = rows[page_size - 1];
      page.next_cursor = CompanyCursor{.name_key = std::get<5>(last), .id = std::get<0>(last)}.text();
      break;
    }
    page.companies.push_back(decode(db, row));
  }
  return page;
}

}  // namespace teleperson::store::sql
