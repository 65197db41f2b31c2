#pragma once

#include <string>
#include <string_view>

namespace teleperson::store::postgresql {

/// sql::fold() as an expression of PostgreSQL's, for what the database must fold by itself.
std::string folding_expression(std::string_view value);

}  // namespace teleperson::store::postgresql
