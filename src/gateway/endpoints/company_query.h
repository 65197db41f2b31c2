#pragma once

#include <expected>
#include <string_view>

#include "store/directory.h"

namespace teleperson::gateway {

/// The query of `GET /v1/companies`. The error says what to send instead. Names that are not known are ignored.
std::expected<store::CompanyQuery, std::string_view> parse_company_query(std::string_view query);

}  // namespace teleperson::gateway
