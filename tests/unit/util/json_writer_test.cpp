#include "util/json_writer.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "util/encoding.h"

namespace teleperson::util {
namespace {

TEST(JsonWriter, WritesObjectsAndArrays) {
  std::string out;
  JsonWriter json(out);
  json.object([&] {
    json.field("text", "a\"b");
    json.field("number", 42);
    json.field("real", 1.5);
    json.field("flag", true);
    json.field("nothing", nullptr);
    json.field("maybe", std::optional<int>());
    json.optional_field("left_out", std::optional<int>());
    json.optional_field("present", std::optional<std::string>("yes"));
    json.array("list", [&] {
      json.value(1);
      json.object([&] { json.field("in", "side"); });
      json.array([] {});
      json.value("last");
    });
    json.object("empty", [] {});
    json.field("after", std::string("end"));
  });
  EXPECT_EQ(out, R"({"text":"a\"b","number":42,"real":1.5,"flag":true,"nothing":null,"maybe":null,"present":"yes",)"
                 R"("list":[1,{"in":"side"},[],"last"],"empty":{},"after":"end"})");
}

TEST(JsonWriter, AppendsToWhatIsThere) {
  std::string out = "data: ";
  JsonWriter(out).value(1);
  EXPECT_EQ(out, "data: 1");
}

std::string written(auto value) {
  std::string out;
  JsonWriter(out).value(value);
  return out;
}

TEST(JsonWriter, WritesNumbersInFull) {
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(written(0.1), "0.1");
  EXPECT_EQ(written(1e300), "1e+300");
  EXPECT_EQ(written(std::nan("")), "null");
  EXPECT_EQ(written(-std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriter, EscapesWhatMustNotStandInAString) {
  EXPECT_EQ(written("\"\\/\b\f\n\r\t"), R"("\"\\/\b\f\n\r\t")");
  EXPECT_EQ(written(std::string("\0\x1f\x7f", 3)), R"("\u0000\u001f\u007f")");
  EXPECT_EQ(written("\xC2\x80\xC2\x9F\xC2\xA0"), "\"\\u0080\\u009f\xC2\xA0\"");
  EXPECT_EQ(written("S\xC3\xA3o \xF0\x9F\x93\x9E"), "\"S\xC3\xA3o \xF0\x9F\x93\x9E\"");
}

TEST(JsonWriter, ReplacesMalformedUtf8) {
  EXPECT_EQ(written("a\xFF"
                    "b"),
            "\"a\xEF\xBF\xBD"
            "b\"");
  EXPECT_EQ(written("\xE2\x82"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

RC_GTEST_PROP(JsonWriter, IsReadByAParserAsItWasMeant, (const std::string& text, double number)) {
  const auto parsed = boost::json::parse(written(text)).as_string();
  if (is_utf8(text)) RC_ASSERT(std::string(parsed) == text);
  RC_ASSERT(std::strtod(written(number).c_str(), nullptr) == number);  // Boost.JSON's reading is not exact
}

}  // namespace
}  // namespace teleperson::util
