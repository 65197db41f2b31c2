#include "phone/e164.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace teleperson::phone {
namespace {

TEST(E164, TakesSevenToFifteenDigits) {
  for (const std::string text : {"+1234567", "+14155550123", "+123456789012345"}) {
    const auto number = E164::parse(text);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(number->text(), text);
  }
}

TEST(E164, TakesTheExactFormOnly) {
  using namespace std::string_view_literals;
  const std::string_view refused[] = {
      ""sv,
      "+"sv,
      "911"sv,
      "+911"sv,
      "14155550123"sv,
      "+123456"sv,            // six digits
      "+1234567890123456"sv,  // sixteen
      "+04155550123"sv,       // no country code begins with 0
      "++4155550123"sv,
      "+1 415 555 0123"sv,
      " +14155550123"sv,
      "+14155550123\n"sv,
      "+14155550123\0"sv,
      "tel:+14155550123"sv,
      "+14155550123;ext=5"sv,
      "+14155550123x5"sv,
      "+1415555012a"sv,
      "\xEF\xBC\x8B"
      "14155550123"sv,                                                // fullwidth plus
      "+\xD9\xA1\xD9\xA4\xD9\xA1\xD9\xA5\xD9\xA5\xD9\xA5\xD9\xA5"sv,  // Arabic-Indic digits
      "client:someone"sv,
  };
  for (const auto text : refused)
    EXPECT_FALSE(E164::parse(text)) << text;
}

RC_GTEST_PROP(E164, NeverCrashesAndNeverChangesTheText, (const std::string& text)) {
  const auto number = E164::parse(text);
  if (number) RC_ASSERT(number->text() == text);
}

}  // namespace
}  // namespace teleperson::phone
