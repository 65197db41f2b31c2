#include "phone/e164.h"

#include <algorithm>

namespace teleperson::phone {

std::optional<E164> E164::parse(std::string_view text) {
  constexpr std::size_t least_digits = 7;
  constexpr std::size_t most_digits = 15;
  if (text.size() < 1 + least_digits || text.size() > 1 + most_digits || text[0] != '+' || text[1] == '0') {
    return std::nullopt;
  }
  const bool only_digits = std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
  if (!only_digits) return std::nullopt;
  return E164(std::string(text));
}

}  // namespace teleperson::phone
