#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/rest/page.h"

namespace teleperson::sandbox {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

RestRequest request(const std::string& query) {
  return {.path = "/2010-04-01/Accounts/AC/Keys.json",
          .sid = {},
          .base_url = "http://sandbox:1",
          .query = *util::parse_form(query)};
}

const std::vector<std::string_view> five{"a", "b", "c", "d", "e"};

void write_sid(util::JsonWriter& json, std::size_t index) {
  json.value(five[index]);
}

std::vector<std::string> items(const boost::json::value& page, const char* name) {
  std::vector<std::string> found;
  for (const auto& item : page.at(name).as_array())
    found.emplace_back(item.as_string());
  return found;
}

/// The query of a page's `next_page_uri`; empty if there is none.
std::string next_query(const boost::json::value& page) {
  const auto& next = page.at("next_page_uri");
  if (next.is_null()) return "";
  const std::string uri(next.as_string());
  return uri.substr(uri.find('?') + 1);
}

TEST(RestPage, IsFiftyItemsUnlessAsked) {
  const auto page = page_of(request(""), five);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->size, 50U);
  EXPECT_EQ(page->last, 5U);
  EXPECT_FALSE(page->has_next);
}

TEST(RestPage, LeadsToTheNextAndKeepsTheFilters) {
  std::vector<std::string> all;
  std::string query = "PageSize=2&FriendlyName=a%26b";
  int pages = 0;
  for (; !query.empty(); ++pages) {
    const auto page = boost::json::parse(v2010_list(request(query), "keys", five, write_sid).body);
    for (std::string& item : items(page, "keys"))
      all.push_back(std::move(item));
    EXPECT_EQ(page.at("page").as_int64(), pages);
    query = next_query(page);
    if (!query.empty()) {
      EXPECT_EQ(*util::find_field(*util::parse_form(query), "FriendlyName"), "a&b");
    }
  }
  EXPECT_EQ(pages, 3);
  EXPECT_THAT(all, ElementsAre("a", "b", "c", "d", "e"));
}

TEST(RestPage, IsNotMovedByWhatComesInFront) {
  const auto first = boost::json::parse(v2010_list(request("PageSize=2"), "keys", five, write_sid).body);
  const std::vector<std::string_view> longer{"new", "a", "b", "c"};
  const auto second = page_of(request(next_query(first)), longer);
  ASSERT_TRUE(second);
  EXPECT_EQ(longer[second->first], "c");
}

TEST(RestPage, OfNothingIsEmpty) {
  const auto page = boost::json::parse(v2010_list(request(""), "keys", {}, write_sid).body);
  EXPECT_THAT(items(page, "keys"), IsEmpty());
  EXPECT_TRUE(page.at("next_page_uri").is_null());
  EXPECT_TRUE(page.at("previous_page_uri").is_null());
}

TEST(RestPage, OfTheNewerApisHasWholeUrls) {
  const auto page = boost::json::parse(v1_list(request("PageSize=2&Page=1"), "content", five, write_sid).body);
  EXPECT_THAT(items(page, "content"), ElementsAre("c", "d"));
  const auto& meta = page.at("meta");
  EXPECT_EQ(meta.at("key").as_string(), "content");
  for (const char* name : {"first_page_url", "previous_page_url", "url", "next_page_url"}) {
    EXPECT_TRUE(meta.at(name).as_string().starts_with("http://sandbox:1/2010-04-01/")) << name;
  }
}

TEST(RestPage, RefusesWhatIsNoPage) {
  const struct {
    const char* query;
    int code;
  } cases[] = {
      {"PageSize=1001", 20007}, {"PageSize=0", 20001}, {"PageSize=", 20001}, {"PageSize=1e3", 20001},
      {"PageSize=-1", 20001},   {"Page=6", 20001},     {"Page=x", 20001},    {"PageSize=99999999999999999999", 20001},
  };
  for (const auto& c : cases) {
    const auto page = page_of(request(c.query), five);
    ASSERT_FALSE(page) << c.query;
    EXPECT_EQ(page.error().status, 400);
    EXPECT_EQ(boost::json::parse(page.error().body).at("code").as_int64(), c.code) << c.query;
  }
}

}  // namespace
}  // namespace teleperson::sandbox
