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
constexpr int batch_size = 200;  ///< rows that one statement reads, if more than one may be needed
constexpr int many = 1000;       ///< a word that so many companies have is not looked up but checked, row by row

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

constexpr Sql<Row<int>(std::string, std::string, int)> count_word{R"(
  select count(*) from (
    select 1 from company_words where word >= :prefix and word < :end_of_prefix limit :many) as matches)"};

constexpr Sql<Row<int>(std::string, std::string, std::string)> has_word{R"(
  select 1 from company_words where company_id = :company_id and word >= :prefix and word < :end_of_prefix limit 1)"};

/// Which rows a search looks at, and what it then asks of each.
struct Search {
  std::string domain;              ///< empty: any
  std::string leading_word;        ///< rare, found through the index; empty: none
  std::vector<std::string> words;  ///< to be checked row by row, the rarest first
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

/// Decides between the two ways of finding words: a rare one gives few companies, to be sorted by name; of frequent
/// ones the first page soon comes together from the companies in order of name.
void plan_words(Session& db, Search& search, const std::vector<std::string>& words) {
  std::vector<std::pair<int, std::string>> by_count;
  for (const auto& word : words) {
    by_count.emplace_back(std::get<0>(db.one(count_word, word, end_of_prefix(word), many).value()), word);
  }
  std::sort(by_count.begin(), by_count.end());
  for (auto& [count, word] : by_count) {
    if (search.domain.empty() && search.leading_word.empty() && search.words.empty() && count < many) {
      search.leading_word = std::move(word);
    } else {
      search.words.push_back(std::move(word));
    }
  }
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
  if (query.domain) {
    search.domain = known_domain(db, ascii_lower(*query.domain));
    if (search.domain.empty()) return {};
  }
  plan_words(db, search, search_words(query.words, max_words));

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
