#include "util/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace teleperson::util {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp moment = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 9h + 5min + 7s + 42ms;

TEST(Rfc3339, IsWritten) {
  EXPECT_EQ(to_rfc3339(moment), "2026-11-23T09:05:07Z");
  EXPECT_EQ(to_rfc3339_milliseconds(moment), "2026-11-23T09:05:07.042Z");
  EXPECT_EQ(to_rfc3339(Timestamp{}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339_milliseconds(Timestamp{-1ms}), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, IsRead) {
  const auto second = std::chrono::floor<std::chrono::seconds>(moment);
  const struct {
    const char* text;
    Timestamp expected;
  } cases[] = {
      {"2026-11-23T09:05:07Z", second},
      {"2026-11-23t09:05:07z", second},
      {"2026-11-23T09:05:07.042Z", moment},
      {"2026-11-23T09:05:07.0429999999999999Z", moment},
      {"2026-11-23T09:05:07.5Z", second + 500ms},
      {"2026-11-23T11:05:07+02:00", second},
      {"2026-11-22T23:35:07-09:30", second},
      {"2026-11-23T09:05:07-00:00", second},
      {"2026-11-23", std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}},
      {"2024-02-29", std::chrono::sys_days{std::chrono::year{2024} / 2 / 29}},
      {"2016-12-31T23:59:60Z", std::chrono::sys_days{std::chrono::year{2017} / 1 / 1}},
      {"2016-12-31T23:59:60.9Z", std::chrono::sys_days{std::chrono::year{2017} / 1 / 1}},
      {"0000-01-01", std::chrono::sys_days{std::chrono::year{0} / 1 / 1}},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(parse_rfc3339(text), expected) << text;
}

TEST(Rfc3339, TakesNothingElse) {
  for (const char* const text : {"",
                                 "2026",
                                 "2026-11",
                                 "2026-11-2",
                                 "2026-13-01",
                                 "2026-00-01",
                                 "2026-11-00",
                                 "2026-11-31",
                                 "2026-02-29",
                                 "26-11-23",
                                 "20261123",
                                 "+2026-11-23",
                                 "-001-11-23",
                                 " 2026-11-23",
                                 "2026-11-23 ",
                                 "2026-11-23T",
                                 "2026-11-23T09:05:07",
                                 "2026-11-23T09:05Z",
                                 "2026-11-23 09:05:07Z",
                                 "2026-11-23T24:00:00Z",
                                 "2026-11-23T09:60:00Z",
                                 "2026-11-23T09:05:61Z",
                                 "2026-11-23T09:05:07.Z",
                                 "2026-11-23T09:05:07,5Z",
                                 "2026-11-23T09:05:07+0200",
                                 "2026-11-23T09:05:07+24:00",
                                 "2026-11-23T09:05:07+02:60",
                                 "2026-11-23T09:05:07ZZ",
                                 "2026-11-23T09:05:07Z\n",
                                 "2026-11-23T9:05:07Z",
                                 "2026-11-23T+9:05:07Z",
                                 "now",
                                 "1795424707"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

RC_GTEST_PROP(Rfc3339, ReadsBackWhatItWrote, ()) {
  // Years 0 to 9999.
  const Timestamp any{std::chrono::milliseconds(*rc::gen::inRange<std::int64_t>(-62167219200000, 253402300800000))};
  RC_ASSERT(parse_rfc3339(to_rfc3339_milliseconds(any)) == any);
  RC_ASSERT(parse_rfc3339(to_rfc3339(any)) == std::chrono::floor<std::chrono::seconds>(any));
}

RC_GTEST_PROP(Rfc3339, ReadsHostileTextWithoutHarm, (const std::string& text)) {
  parse_rfc3339("2026-11-23T" + text);
}

TEST(Rfc2822, IsReadAsTwilioAndHttpWriteIt) {
  const auto november = *parse_rfc3339("2026-11-24T09:00:05Z");
  EXPECT_EQ(parse_rfc2822("Tue, 24 Nov 2026 09:00:05 +0000"), november);
  EXPECT_EQ(parse_rfc2822("Tue, 24 Nov 2026 09:00:05 GMT"), november);
  EXPECT_EQ(parse_rfc2822("Tue, 24 Nov 2026 10:30:05 +0130"), november);
  EXPECT_EQ(parse_rfc2822("Tue, 24 Nov 2026 01:00:05 -0800"), november);
}

TEST(Rfc2822, TakesNothingElse) {
  for (const auto* text : {"", "Tue", "Tue, 24 Nov 2026", "Tue, 24 Nov 2026 09:00:05", "Tue, 24 Nov 2026 09:00:05 ",
                           "Tue, 24 Nov 2026 09:00:05 +00", "Tue, 31 Feb 2026 09:00:05 GMT", "2026-11-24T09:00:05Z",
                           "Tue, 24 nov 2026 09:00:05 GMT", "Tue, 24 Nov 2026 24:00:05 GMT",
                           "Tue, 24 Nov 2026 09:00:05 GMT!", "Xyz, 24 Nov 2026 09:00:05 GMT"}) {
    EXPECT_EQ(parse_rfc2822(text), std::nullopt) << text;
  }
}

TEST(SystemClock, IsTheSystems) {
  const auto before = std::chrono::system_clock::now() - 1ms;
  const auto now = SystemClock().now();
  EXPECT_GE(now, before);
  EXPECT_LE(now, std::chrono::system_clock::now());
}

}  // namespace
}  // namespace teleperson::util
