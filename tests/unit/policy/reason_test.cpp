#include "policy/reason.h"

#include <gtest/gtest.h>

namespace teleperson::policy {
namespace {

TEST(Reason, ReadsBackEveryName) {
  for (int i = 0; i <= static_cast<int>(Reason::daily_limit_reached); ++i) {
    const auto reason = static_cast<Reason>(i);
    EXPECT_FALSE(to_string(reason).empty()) << i;
    EXPECT_EQ(parse_reason(to_string(reason)), reason) << i;
  }
}

TEST(Reason, RefusesOtherTexts) {
  for (const char* const text : {"", "Unauthorized", "unauthorized ", "unknown"})
    EXPECT_FALSE(parse_reason(text));
}

}  // namespace
}  // namespace teleperson::policy
