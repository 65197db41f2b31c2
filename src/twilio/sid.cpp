#include "twilio/sid.h"

#include <algorithm>

namespace teleperson::twilio::detail {

bool is_sid(std::string_view text, std::string_view prefix) {
  constexpr std::size_t hex_digits = 32;
  if (text.size() != prefix.size() + hex_digits || !text.starts_with(prefix)) return false;
  return std::ranges::all_of(text.substr(prefix.size()),
                             [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace teleperson::twilio::detail
