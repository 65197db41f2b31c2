#include <gtest/gtest.h>

#include "gateway/endpoints/company_query.h"
#include "gateway_fixture.h"

namespace teleperson::test {
namespace {

using CompanyEndpoint = GatewayTest;

TEST_F(CompanyEndpoint, ShowsEachNumberWithWhatThePolicyWouldSay) {
  add_number("+14165550123", "Toronto", true);
  add_number("+12125550123", "Not verified", false);
  const auto document = json(get("/v1/companies?domain=WWW.air.example.", premium));
  const auto& company = document.at("companies").as_array().at(0).as_object();
  EXPECT_EQ(text(company, "name"), "Example Air");
  EXPECT_TRUE(company.at("logo_url").is_null());

  std::vector<std::string> seen;
  for (const auto& entry : company.at("numbers").as_array()) {
    const auto& listed = entry.as_object();
    seen.push_back(text(listed, "label") + ", " + text(listed, "display") + ", " + text(listed, "region") + ", " +
                   text(listed, "verified_at") + ", " + text(listed, "reason"));
    EXPECT_EQ(listed.at("callable").as_bool(), !listed.contains("reason"));
  }
  std::ranges::sort(seen);
  const auto today = util::to_rfc3339(clock.now());
  EXPECT_EQ(seen, (std::vector<std::string>{
                      "Not verified, +1 212-555-0123, US, (none), number_not_verified",
                      "Reservations, +1 415-555-0123, US, " + today + ", (none)",
                      "Toronto, +1 416-555-0123, CA, " + today + ", region_not_allowed",
                  }));
}

TEST_F(CompanyEndpoint, ShowsAFreeUserTheNumbersButNotAsCallable) {
  const auto document = json(get("/v1/companies?q=example", free));
  const auto& listed = document.at("companies").at(0).at("numbers").at(0).as_object();
  EXPECT_FALSE(listed.at("callable").as_bool());
  EXPECT_EQ(text(listed, "reason"), "plan_without_voip");
}

TEST_F(CompanyEndpoint, RefusesAMalformedQueryWithWhatToDo) {
  for (const std::string query : {"domain=", "domain=a%20b", "domain=%ff", "domain=http://air.example", "q=%ff",
                                  "q=%00", "q=%zz", "cursor=%ff"}) {
    EXPECT_EQ(problem(get("/v1/companies?" + query, premium), 400), "bad_request") << query;
  }
  EXPECT_EQ(problem(get("/v1/companies?domain=" + std::string(254, 'a'), premium), 400), "bad_request");
  EXPECT_EQ(problem(get("/v1/companies?cursor=" + std::string(401, 'a'), premium), 400), "bad_request");
}

TEST(CompanyQuery, CountsCharactersNotBytes) {
  std::string words;
  for (int i = 0; i < 100; ++i)
    words += "%C3%A9";
  EXPECT_TRUE(gateway::parse_company_query("q=" + words));
  EXPECT_FALSE(gateway::parse_company_query("q=" + words + "x"));
}

TEST(CompanyQuery, IsAllOptional) {
  const auto query = gateway::parse_company_query("");
  ASSERT_TRUE(query);
  EXPECT_FALSE(query->domain);
  EXPECT_TRUE(query->words.empty());
  EXPECT_TRUE(query->cursor.empty());
}

}  // namespace
}  // namespace teleperson::test
