#include "util/printable.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "util/encoding.h"

namespace teleperson::util {
namespace {

TEST(Printable, KeepsWhatATerminalOnlyShows) {
  for (const char* const text : {"", "plain \\ \"text\"", "S\xC3\xA3o", "\xC2\xA0", "\xE2\x80\xA9", "\xE2\x81\xA5",
                                 "\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A", "\xF0\x9F\x93\x9E"})
    EXPECT_EQ(printable(text), text);
}

TEST(Printable, EscapesWhatATerminalObeysAndWhatIsNoText) {
  const struct {
    std::string_view text;
    std::string_view shown;
  } cases[] = {
      {"a\x1b]0;title\x07z", "a\\x1b]0;title\\x07z"},
      {std::string_view("\0", 1), "\\x00"},
      {"two\r\nlines\tand \x7f", "two\\x0d\\nlines\\x09and \\x7f"},
      {"C1 in UTF-8: \xC2\x9B"
       "31m, \xC2\x80, \xC2\x9F",
       "C1 in UTF-8: \\xc2\\x9b31m, \\xc2\\x80, \\xc2\\x9f"},
      {"C1 as a byte: \x9B"
       "31m",
       "C1 as a byte: \\x9b31m"},
      {"cut: \xE2\x82", "cut: \\xe2\\x82"},
      {"overlong: \xC0\x9B", "overlong: \\xc0\\x9b"},
      {"to the right: \xE2\x80\xAE, \xE2\x81\xA6", "to the right: \\xe2\\x80\\xae, \\xe2\\x81\\xa6"},
  };
  for (const auto& [text, shown] : cases)
    EXPECT_EQ(printable(text), shown);
}

RC_GTEST_PROP(Printable, IsOneLineOfTextThatIsPrintable, (const std::string& text)) {
  const auto shown = printable(text);
  RC_ASSERT(is_utf8(shown));
  RC_ASSERT(printable(shown) == shown);
  for (const char c : shown)
    RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

}  // namespace
}  // namespace teleperson::util
