#include "store/sql/search_words.h"

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdint>
#include <cwctype>
#include <stdexcept>

namespace teleperson::store::sql {
namespace {

constexpr std::size_t max_word_bytes = 64;

/// What the letters U+00C0 to U+017F are without their marks, in groups of 16 (a comma ends each letter).
constexpr std::string_view plain_latin =
    "a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,"
    "d,n,o,o,o,o,o,x,o,u,u,u,u,y,th,ss,"
    "a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,"
    "d,n,o,o,o,o,o,x,o,u,u,u,u,y,th,y,"
    "a,a,a,a,a,a,c,c,c,c,c,c,c,c,d,d,"
    "d,d,e,e,e,e,e,e,e,e,e,e,g,g,g,g,"
    "g,g,g,g,h,h,h,h,i,i,i,i,i,i,i,i,"
    "i,i,ij,ij,j,j,k,k,k,l,l,l,l,l,l,l,"
    "l,l,l,n,n,n,n,n,n,n,n,n,o,o,o,o,"
    "o,o,oe,oe,r,r,r,r,r,r,s,s,s,s,s,s,"
    "s,s,t,t,t,t,t,t,u,u,u,u,u,u,u,u,"
    "u,u,u,u,w,w,y,y,y,z,z,z,z,z,z,s,";
constexpr char32_t first_latin = 0xC0;
constexpr std::size_t latin_count = 192;

constexpr auto split_latin() {
  std::array<std::string_view, latin_count> letters{};
  std::size_t start = 0;
  for (auto& letter : letters) {
    const auto end = plain_latin.find(',', start);
    letter = plain_latin.substr(start, end - start);
    start = end + 1;
  }
  return letters;
}
constexpr auto latin_letters = split_latin();
static_assert(latin_letters.back() == "s" && !latin_letters[latin_count - 2].empty());

/// glibc's built-in locale for Unicode's letters and cases.
locale_t unicode() {
  static const locale_t locale = [] {
    const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (made == nullptr) throw std::runtime_error("this system lacks the locale C.UTF-8");
    return made;
  }();
  return locale;
}

struct Decoded {
  char32_t character = 0;
  std::size_t length = 0;  ///< 0: malformed
};

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (length == 0 || lead >= 0xF5 || text.size() < length) return {};
  char32_t character = lead & (0xFFU >> (length + 1));
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) return {};
    character = (character << 6) | (byte(at) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < smallest[length] || character > 0x10FFFF || surrogate) return {};
  return {character, length};
}

void append_utf8(std::string& out, char32_t character) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<std::uint8_t>(byte)); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0 | (character >> 6));
    put(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    put(0xE0 | (character >> 12));
    put(0x80 | ((character >> 6) & 0x3F));
    put(0x80 | (character & 0x3F));
  } else {
    put(0xF0 | (character >> 18));
    put(0x80 | ((character >> 12) & 0x3F));
    put(0x80 | ((character >> 6) & 0x3F));
    put(0x80 | (character & 0x3F));
  }
}

bool is_combining_mark(char32_t character) {
  return character >= 0x300 && character <= 0x36F;
}

/// Multiplication and division signs stand among the Latin letters.
bool is_marked_latin(char32_t character) {
  return character >= first_latin && character < first_latin + latin_count && character != 0xD7 && character != 0xF7;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const auto [character, length] = decode(text);
    text.remove_prefix(std::max<std::size_t>(length, 1));
    if (length == 0 || is_combining_mark(character)) continue;
    const auto lower = static_cast<char32_t>(towlower_l(static_cast<wint_t>(character), unicode()));
    if (is_marked_latin(lower)) {
      folded += latin_letters[lower - first_latin];
    } else {
      append_utf8(folded, lower);
    }
  }
  return folded;
}

std::vector<std::string> search_words(std::string_view text, std::size_t max_words) {
  const std::string folded = fold(text);
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    word.clear();
  };
  for (std::string_view rest = folded; !rest.empty() && words.size() < max_words;) {
    const auto [character, length] = decode(rest);
    if (iswalnum_l(static_cast<wint_t>(character), unicode()) == 0) {
      end_word();
    } else if (word.size() + length <= max_word_bytes) {
      word += rest.substr(0, length);
    }
    rest.remove_prefix(length);
  }
  if (words.size() < max_words) end_word();
  return words;
}

// No word holds U+10FFFF, as it is neither letter nor digit, and nothing sorts above it.
std::string end_of_prefix(std::string_view prefix) {
  return std::string(prefix) + "\U0010FFFF";
}

}  // namespace teleperson::store::sql
