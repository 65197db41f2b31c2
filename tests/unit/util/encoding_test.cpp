#include "util/encoding.h"

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bytes.h"

namespace teleperson::util {
namespace {

TEST(Hex, WritesLowerCaseAndReadsBoth) {
  EXPECT_EQ(to_hex(bytes("\x01\xAB\xff")), "01abff");
  std::array<std::uint8_t, 3> out{};
  EXPECT_TRUE(from_hex("01aBFf", out));
  EXPECT_EQ(out, (std::array<std::uint8_t, 3>{0x01, 0xAB, 0xFF}));
  for (const char* const text : {"", "01abf", "01abff0", "01abfg", "01abf ", "0x01ab"}) {
    EXPECT_FALSE(from_hex(text, out)) << text;
  }
}

TEST(Hex, LowerHexIsLowerHex) {
  EXPECT_TRUE(is_lower_hex("0123456789abcdef"));
  for (const char* const text : {"A", "g", "0 ", "/", ":", "`", "@"})
    EXPECT_FALSE(is_lower_hex(text)) << text;
}

TEST(Base64, MatchesRfc4648) {
  const struct {
    const char* text;
    const char* encoded;
  } cases[] = {{"", ""},
               {"f", "Zg=="},
               {"fo", "Zm8="},
               {"foo", "Zm9v"},
               {"foob", "Zm9vYg=="},
               {"fooba", "Zm9vYmE="},
               {"foobar", "Zm9vYmFy"},
               {"\xfb\xff\xbf", "+/+/"}};
  for (const auto& [text, encoded] : cases) {
    EXPECT_EQ(to_base64(bytes(text)), encoded);
    EXPECT_EQ(from_base64(encoded), text);
  }
}

TEST(Base64, TakesTheCanonicalFormOnly) {
  for (const char* const text : {"Z", "Zg", "Zg=", "Zg===", "=", "==", "===", "====", "Zh==", "Zm9=", "Zm9v\n", "Zm 9v",
                                 "Zg==Zg==", "Zm9v====", "-_-_"}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

TEST(Base64Url, HasNoPaddingAndItsOwnAlphabet) {
  EXPECT_EQ(to_base64url("\xfb\xff\xbf"), "-_-_");
  EXPECT_EQ(to_base64url("f"), "Zg");
  EXPECT_EQ(from_base64url("Zm9vYg"), "foob");
  for (const char* const text : {"Z", "Zg==", "Zh", "Zm9", "+/+/", "Zm9v "})
    EXPECT_FALSE(from_base64url(text)) << text;
}

TEST(Percent, KeepsUnreservedCharactersOnly) {
  EXPECT_EQ(percent_encode("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(percent_encode(" +/:&=?#%\xC3\xA9"), "%20%2B%2F%3A%26%3D%3F%23%25%C3%A9");
  EXPECT_EQ(percent_decode("%41%6a%6A+b"), "Ajj+b");
  for (const char* const text : {"%", "%4", "%4g", "%g4", "a%", "%%41", "% 41", "%-1"}) {
    EXPECT_FALSE(percent_decode(text)) << text;
  }
}

TEST(Form, ReadsFieldsInOrder) {
  EXPECT_EQ(parse_form("b=2&a=1&b=3"), (FormFields{{"b", "2"}, {"a", "1"}, {"b", "3"}}));
  EXPECT_EQ(parse_form("CalledCity=S%C3%A3o+Paulo&To=%2B14155550123"),
            (FormFields{{"CalledCity", "S\xC3\xA3o Paulo"}, {"To", "+14155550123"}}));
  EXPECT_EQ(parse_form("empty=&bare&=nameless&a=b=c"),
            (FormFields{{"empty", ""}, {"bare", ""}, {"", "nameless"}, {"a", "b=c"}}));
  EXPECT_EQ(parse_form("&&a=1&&"), (FormFields{{"a", "1"}}));
  EXPECT_EQ(parse_form(""), FormFields{});
  EXPECT_EQ(parse_form("a%00b=%00"), (FormFields{{std::string("a\0b", 3), std::string(1, '\0')}}));
}

TEST(Form, RefusesMalformedEscapesAndTooManyFields) {
  for (const char* const text : {"a=%", "a=%4", "%zz=1", "ok=1&a=%G0"})
    EXPECT_FALSE(parse_form(text)) << text;
  EXPECT_TRUE(parse_form("a=1&b=2", 2));
  EXPECT_FALSE(parse_form("a=1&b=2&c=3", 2));
  EXPECT_FALSE(parse_form(std::string(1000, 'a') + std::string(1000, '&') + "b&c", 2));
}

TEST(Form, FindsTheFirstFieldOfAName) {
  const FormFields fields{{"a", "1"}, {"b", "2"}, {"a", "3"}};
  ASSERT_NE(find_field(fields, "a"), nullptr);
  EXPECT_EQ(*find_field(fields, "a"), "1");
  EXPECT_EQ(find_field(fields, "A"), nullptr);
}

TEST(Utf8, KnowsWellFormedText) {
  for (const char* const text : {"", "plain", "S\xC3\xA3o", "\xE2\x82\xAC", "\xF0\x9F\x93\x9E", "\xED\x9F\xBF",
                                 "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
  }
  for (const char* const text : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "a\xC3(", "\xE2\x82", "\xE0\x80\x80",
                                 "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x9F\x93",
                                 "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "S\xE3o"}) {
    EXPECT_FALSE(is_utf8(text)) << to_hex(bytes(text));
  }
}

RC_GTEST_PROP(Encodings, ReadBackWhatTheyWrote, (const std::string& text)) {
  RC_ASSERT(from_base64(to_base64(bytes(text))) == text);
  RC_ASSERT(from_base64url(to_base64url(text)) == text);
  RC_ASSERT(percent_decode(percent_encode(text)) == text);
  std::vector<std::uint8_t> read(text.size());
  RC_ASSERT(from_hex(to_hex(bytes(text)), read));
  RC_ASSERT(to_hex(read) == to_hex(bytes(text)));
}

RC_GTEST_PROP(Encodings, HaveOneSpellingPerText, (const std::string& text)) {
  if (const auto decoded = from_base64(text)) RC_ASSERT(to_base64(bytes(*decoded)) == text);
  if (const auto decoded = from_base64url(text)) RC_ASSERT(to_base64url(*decoded) == text);
}

RC_GTEST_PROP(Form, ReadsBackWhatItWrote, (const FormFields& fields)) {
  // An empty name with an empty value is written as "=", which reads back as itself; nothing is lost.
  RC_ASSERT(parse_form(encode_form(fields), fields.size()) == fields);
}

}  // namespace
}  // namespace teleperson::util
