#include "store/sql/text_list.h"

#include <algorithm>
#include <stdexcept>

namespace teleperson::store::sql {

std::string join_list(const std::vector<std::string>& names) {
  std::string joined;
  for (const auto& name : names) {
    if (name.empty() || name.find(',') != std::string::npos) {
      throw std::invalid_argument("a name in a list is empty or holds a comma");
    }
    if (!joined.empty()) joined += ',';
    joined += name;
  }
  return joined;
}

std::vector<std::string> split_list(std::string_view joined) {
  std::vector<std::string> names;
  while (!joined.empty()) {
    const auto end = std::min(joined.find(','), joined.size());
    names.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return names;
}

}  // namespace teleperson::store::sql
