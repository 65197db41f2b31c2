#include "cli/values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace teleperson::cli {
namespace {

TEST(Address, TakesIpAddressesAndLocalhost) {
  for (const auto* text : {"127.0.0.1:8080", "0.0.0.0:0", "[::1]:65535", "localhost:80"}) {
    EXPECT_TRUE(parse_address(text)) << text;
  }
  for (const auto* text : {"", ":", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                           "127.0.0.1:80x", "::1:80", "[127.0.0.1]:80", "example.com:80", "300.0.0.1:80"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

TEST(BaseUrl, IsHttpsOrLoopback) {
  for (const auto* text : {"https://voice.example.com", "https://example.com:8443/voice", "http://127.0.0.1:8080",
                           "http://[::1]:1", "http://localhost"}) {
    EXPECT_TRUE(parse_base_url(text)) << text;
  }
  for (const auto* text : {"", "voice.example.com", "http://voice.example.com", "ftp://example.com", "https://",
                           "https://example.com/", "https://u:p@example.com", "https://example.com?a=b",
                           "https://example.com#f", "https://Example.com", "http://127.0.0.1.example.com",
                           "http://localhost.example.com", "https://exa mple.com", "https://127.0.0.1.example.com"}) {
    EXPECT_FALSE(parse_base_url(text)) << text;
  }
}

TEST(Origins, AreExact) {
  EXPECT_EQ(parse_origins("https://app.example.com, chrome-extension://abcdef")->size(), 2U);
  EXPECT_TRUE(parse_origins("")->empty());
  for (const auto* text : {"*", "https://a.example.com/", "https://a.example.com/path", "null", "a,b",
                           "https://a.example.com,,https://b.example.com"}) {
    EXPECT_FALSE(parse_origins(text)) << text;
  }
}

TEST(DatabaseUrl, IsAFileOrAServerAndComplainedOfWithoutItsText) {
  for (const auto* right :
       {"sqlite:voice.db", "sqlite:/var/lib/voice.db", "postgresql://localhost/app", "postgres://u:p@db.example/app"})
    EXPECT_TRUE(parse_database_url(right)) << right;
  for (const auto* wrong :
       {"", "voice.db", "sqlite:", "sqlite::memory:", "mysql://localhost/app", "postgresql:app",
        "postgresql://u:hunter2@db.example/app?schema=A", "postgresql://u:hunter2@db.example/app?hunter2=1"}) {
    const auto parsed = parse_database_url(wrong);
    ASSERT_FALSE(parsed) << wrong;
    EXPECT_THAT(parsed.error(), testing::AnyOf(testing::StartsWith("must "), testing::StartsWith("is "))) << wrong;
    EXPECT_THAT(parsed.error(), testing::Not(testing::HasSubstr("hunter2"))) << wrong;
  }
}

TEST(Seconds, AreWholeAndInRange) {
  EXPECT_EQ(parse_seconds("300", 300, 86400)->count(), 300);
  for (const auto* text : {"", "299", "86401", "3600s", "1e3", " 3600", "-300", "99999999999999999999"}) {
    EXPECT_FALSE(parse_seconds(text, 300, 86400)) << text;
  }
}

TEST(Secrets, MayBeAListWithoutHoles) {
  EXPECT_EQ(parse_secrets("old,new")->size(), 2U);
  for (const auto* text : {"", ",", "old,", ",new", "old,,new"})
    EXPECT_FALSE(parse_secrets(text)) << text;
}

TEST(UserId, IsPrintableAndShort) {
  EXPECT_TRUE(parse_user_id("5f0c-user@example"));
  EXPECT_FALSE(parse_user_id(""));
  EXPECT_FALSE(parse_user_id("a b"));
  EXPECT_FALSE(parse_user_id("a\nb"));
  EXPECT_FALSE(parse_user_id(std::string(129, 'a')));
}

TEST(Lists, AreTrimmed) {
  EXPECT_EQ(split_list(" US , CA"), (std::vector<std::string>{"US", "CA"}));
  EXPECT_EQ(split_list("US,"), (std::vector<std::string>{"US", ""}));
  EXPECT_TRUE(split_list("  ").empty());
}

}  // namespace
}  // namespace teleperson::cli
