#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace teleperson::store::sql {

/// Names in one column, separated by commas: `US,CA`. Throws std::invalid_argument if a name is empty or holds a comma.
std::string join_list(const std::vector<std::string>&);
std::vector<std::string> split_list(std::string_view);

}  // namespace teleperson::store::sql
