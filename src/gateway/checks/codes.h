#pragma once

#include <array>
#include <concepts>
#include <string>
#include <string_view>

#include <fmt/ranges.h>

#include "errors/find.h"

namespace teleperson::gateway::checks {

/// A sentence, with the codes in which an operator meets what it says: `Nobody can call (31002, 11200).`
template <std::same_as<errors::Entry>... Entries>
std::string with_codes(std::string_view sentence, const Entries&... entries) {
  const std::array<std::string_view, sizeof...(entries)> ids{entries.id...};
  if (sentence.ends_with('.')) sentence.remove_suffix(1);
  return fmt::format("{} ({}).", sentence, fmt::join(ids, ", "));
}

/// The first code's cause, with the codes that come of it.
template <std::same_as<errors::Entry>... Entries>
std::string cause_of(const errors::Entry& first, const Entries&... others) {
  return with_codes(first.cause, first, others...);
}

}  // namespace teleperson::gateway::checks
