#include <algorithm>
#include <cstddef>
#include <numeric>
#include <ranges>
#include <utility>

#include "errors/find.h"

namespace teleperson::errors {
namespace {

/// How many characters must be put in, left out or exchanged to make `b` of `a` (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto exchanged = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = std::exchange(row[j + 1], std::min({exchanged, row[j] + 1, row[j + 1] + 1}));
    }
  }
  return row.back();
}

}  // namespace

std::vector<const Entry*> similar(std::string_view id) {
  constexpr std::size_t longest = 64, most = 5;
  constexpr std::size_t part = 2;  // a name that holds the text counts as two mistakes away
  if (id.empty() || id.size() > longest) return {};
  std::vector<std::pair<std::size_t, const Entry*>> near;
  for (const auto& entry : entries) {
    const bool holds_it = id.size() >= 3 && entry.id.contains(id);
    const auto mistakes = std::min(distance(id, entry.id), holds_it ? part : longest);
    if (mistakes <= std::max(part, id.size() / 3)) near.emplace_back(mistakes, &entry);
  }
  std::ranges::stable_sort(near, {}, [](const auto& one) { return one.first; });
  std::vector<const Entry*> found;
  for (const auto& [mistakes, entry] : near | std::views::take(most))
    found.push_back(entry);
  return found;
}

}  // namespace teleperson::errors
