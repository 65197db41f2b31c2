#include "util/printable.h"

#include <algorithm>

#include <fmt/format.h>

#include "util/encoding.h"

namespace teleperson::util {
namespace {

/// C0, DEL, and C1 (which terminals obey too, as two bytes of UTF-8).
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first < 0x20 || first == 0x7F;
  return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

/// U+202A to U+202E and U+2066 to U+2069.
bool is_reordering(std::string_view character) {
  if (character.size() != 3 || character[0] != '\xE2') return false;
  const auto last = static_cast<unsigned char>(character[2]);
  return (character[1] == '\x80' && last >= 0xAA && last <= 0xAE) ||
         (character[1] == '\x81' && last >= 0xA6 && last <= 0xA9);
}

}  // namespace

void append_next_printable(std::string& out, std::string_view& text) {
  const auto length = utf8_length(text);
  const auto character = text.substr(0, std::max<std::size_t>(length, 1));
  text.remove_prefix(character.size());
  if (character == "\n") {
    out += "\\n";
  } else if (length == 0 || is_control(character) || is_reordering(character)) {
    for (const char c : character)
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  } else {
    out += character;
  }
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty())
    append_next_printable(out, text);
  return out;
}

}  // namespace teleperson::util
