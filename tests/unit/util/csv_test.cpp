#include "util/csv.h"

#include <gtest/gtest.h>

namespace teleperson::util {
namespace {

using Fields = std::vector<std::vector<std::string>>;

Fields fields(std::string_view text) {
  Fields all;
  const auto rows = parse_csv(text).value();
  for (const auto& row : rows)
    all.push_back(row.fields);
  return all;
}

TEST(Csv, ReadsRowsWithAnyLineEnd) {
  EXPECT_EQ(fields("a,b\nc,d\n"), (Fields{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(fields("a,b\r\nc,d"), (Fields{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(fields("\xEF\xBB\xBF"
                   "a\n\n\nb\n"),
            (Fields{{"a"}, {"b"}}));
  EXPECT_EQ(fields("a,,\n,\n"), (Fields{{"a", "", ""}, {"", ""}}));
  EXPECT_TRUE(fields("").empty());
}

TEST(Csv, ReadsQuotedFields) {
  EXPECT_EQ(fields("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\n"), (Fields{{"a,b", "say \"hi\"", "two\nlines"}}));
  EXPECT_EQ(fields("\"\",x"), (Fields{{"", "x"}}));
  EXPECT_EQ(fields("5\" pipe,x"), (Fields{{"5\" pipe", "x"}}));
}

TEST(Csv, KnowsLineNumbersBehindMultilineFields) {
  const auto rows = parse_csv("\"a\nb\"\nc\n").value();
  EXPECT_EQ(rows[0].line, 1U);
  EXPECT_EQ(rows[1].line, 3U);
}

TEST(Csv, RefusesWhatMakesLaterRowsDoubtful) {
  EXPECT_EQ(parse_csv("a\n\"never closed\nb\n").error().line, 2U);
  EXPECT_EQ(parse_csv("a\n\"b\"c\n").error().line, 2U);
}

TEST(Csv, WritesFieldsThatReadBackAndRunNothing) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,\"b\""), "\"a,\"\"b\"\"\"");
  EXPECT_EQ(csv_field("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(csv_field("@x"), "'@x");
}

}  // namespace
}  // namespace teleperson::util
