#include "store/sql/companies.h"
#include "store/sql/company_search.h"
#include "store/sql/numbers.h"

namespace teleperson::store::sql {

CompanyPage find_companies(Session& db, const CompanyQuery& query) {
  auto found = search_companies(db, {.domain = query.domain,
                                     .words = query.words,
                                     .review = CatalogueQuery::Review::reviewed,
                                     .cursor = query.cursor,
                                     .page_size = query.page_size});
  CompanyPage page;
  page.next_cursor = std::move(found.next_cursor);
  for (auto& [id, name, domain, industry, logo_url, name_key] : found.rows) {
    page.companies.push_back({.id = id,
                              .name = std::move(name),
                              .domain = std::move(domain),
                              .industry = std::move(industry),
                              .logo_url = std::move(logo_url),
                              .numbers = read_numbers_of_company(db, id)});
  }
  return page;
}

}  // namespace teleperson::store::sql
