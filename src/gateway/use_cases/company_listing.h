#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gateway/use_cases/session.h"
#include "store/directory.h"

namespace teleperson::gateway {

/// A number as its user sees it. The number itself is for people to read, not for a client to dial.
struct ListedNumber {
  std::string id;
  std::string label;
  std::string display;  ///< international format
  std::optional<phone::Region> region;
  std::optional<util::Timestamp> verified_at;
  std::optional<policy::Reason> refused;  ///< why this user could not call it now, limits aside
};

struct ListedCompany {
  std::string id;
  std::string name;
  std::string domain;
  std::optional<std::string> industry;
  std::optional<std::string> logo_url;
  std::vector<ListedNumber> numbers;
};

struct CompanyListing {
  std::vector<ListedCompany> companies;
  std::string next_cursor;  ///< empty: this was the last page
};

/// Reviewed companies with their numbers, each with what the policy would say to this user.
util::Task<Answer<CompanyListing>> list_companies(const Services&, const Session&, store::CompanyQuery);

/// The same for the companies whose numbers were verified last: for trying calls out.
util::Task<Answer<CompanyListing>> list_last_verified(const Services&, const Session&);

}  // namespace teleperson::gateway
