#pragma once

#include <string_view>
#include <vector>

#include "errors/entries.h"

namespace teleperson::errors {

/// Null when there is no such reason or code.
constexpr const Entry* find(std::string_view id) {
  for (const auto& entry : entries) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

/// The same for one that the program itself names: does not compile when there is none.
consteval const Entry& known(std::string_view id) {
  return *find(id);
}

/// What somebody may have meant who wrote `id`, the best first; at most five.
std::vector<const Entry*> similar(std::string_view id);

}  // namespace teleperson::errors
