#pragma once

#include <string>

#include "gateway/use_cases/company_listing.h"

namespace teleperson::gateway {

/// The `CompanyPage` of the HTTP contract.
std::string to_json(const CompanyListing&);

}  // namespace teleperson::gateway
