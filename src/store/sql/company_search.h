#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/catalogue_store.h"
#include "store/sql/company_cursor.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// A moment from which, and one before which, a verification ends.
struct LapseRange {
  util::Timestamp from;
  util::Timestamp until;
};

/// What is not set is not asked for.
struct CompanySearch {
  std::optional<std::string> domain{};
  std::string words{};
  CatalogueQuery::Review review = CatalogueQuery::Review::reviewed;
  bool unverified_numbers = false;
  std::optional<LapseRange> lapse{};
  std::string cursor{};
  int page_size = 50;
};

/// Id, name, domain, industry, logo, the name as it is sorted.
using FoundCompany =
    Row<std::string, std::string, std::string, std::optional<std::string>, std::optional<std::string>, std::string>;

struct FoundCompanies {
  std::vector<FoundCompany> rows;  ///< in order of name
  std::string next_cursor;         ///< empty: these were the last
};

/// Reads a page's worth of rows, whatever is asked for: what is rare is looked up, what is frequent is met soon when
/// one goes through the companies by name.
FoundCompanies search_companies(Session&, const CompanySearch&);

}  // namespace teleperson::store::sql
