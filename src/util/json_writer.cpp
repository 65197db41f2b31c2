#include "util/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "util/encoding.h"

namespace teleperson::util {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

void append_code(std::string& out, unsigned char code) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += "\\u00";
  out += hex[code >> 4];
  out += hex[code & 15];
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      append_code(out, static_cast<unsigned char>(c));
  }
}

bool is_plain(char c) {
  return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
}

/// U+0080 to U+009F, which terminals obey as they obey ESC.
bool is_c1_control(std::string_view character) {
  return character.size() == 2 && character[0] == '\xC2' && static_cast<unsigned char>(character[1]) < 0xA0;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto length = utf8_length(text);
    const auto character = text.substr(0, std::max<std::size_t>(length, 1));
    if (length == 0) {
      out += replacement_character;
    } else if (length == 1) {
      append_escaped(out, text.front());
    } else if (is_c1_control(character)) {
      append_code(out, static_cast<unsigned char>(character[1]));
    } else {
      out += character;
    }
    text.remove_prefix(character.size());
  }
  out += '"';
}

void append_json_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  std::array<char, 32> digits;  // the shortest form of a double takes 24
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace teleperson::util
