#include "store/postgresql/text_folding.h"

#include <fmt/format.h>

#include "store/sql/search_words.h"

namespace teleperson::store::postgresql {

// The letters and their plain forms are asked of the function itself, so that the two cannot drift apart. ICU's lower
// case is that of Unicode, as the function's.
std::string folding_expression(std::string_view value) {
  auto expression = fmt::format(R"(regexp_replace(lower({} collate "und-x-icu"), '[\u0300-\u036f]', '', 'g'))", value);
  std::string marked;
  std::string plain;
  for (char32_t letter = 0xC0; letter < 0x180; ++letter) {
    const std::string text{static_cast<char>(0xC0 | (letter >> 6)), static_cast<char>(0x80 | (letter & 0x3F))};
    const auto folded = sql::fold(text);
    if (folded == text) continue;
    if (folded.size() == 1) {
      marked += text;
      plain += folded;
    } else {
      expression = fmt::format("replace({}, '{}', '{}')", expression, text, folded);
    }
  }
  return fmt::format("translate({}, '{}', '{}')", expression, marked, plain);
}

}  // namespace teleperson::store::postgresql
