#include "sandbox/rest/account_control.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/rest/bulk_country_update.h"
#include "test_account.h"

namespace teleperson::sandbox {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

AccountState state_with(std::vector<std::string> numbers = {"+14155550199"}) {
  Settings settings;
  settings.voice_url = "http://127.0.0.1:1/voice";
  settings.caller_ids = std::move(numbers);
  settings.verified_caller_ids = {"+12125550155"};
  return initial_state(test_account(), settings, test_time);
}

TEST(AccountState, BeginsAsTheOperatorSays) {
  const AccountState state = state_with();
  EXPECT_EQ(state.find_application(sid("AP", 'c'))->voice_url, "http://127.0.0.1:1/voice");
  EXPECT_EQ(state.find_key(sid("SK", 'b'))->kind, KeyKind::standard);
  EXPECT_TRUE(state.may_show("+14155550199"));
  EXPECT_TRUE(state.may_show("+12125550155"));
  EXPECT_FALSE(state.may_show("+14155550188"));
  EXPECT_EQ(state.find_application(sid("AP", 'd')), nullptr);
}

TEST(AccountState, MayBeginEmpty) {
  const Account account{test_account().sid, util::Secret(auth_token), std::nullopt, std::nullopt};
  const AccountState state = initial_state(account, {}, test_time);
  EXPECT_THAT(state.keys, IsEmpty());
  EXPECT_THAT(state.applications, IsEmpty());
}

TEST(AccountState, KnowsCountriesOnceAndOpensTheUnitedStatesOnly) {
  AccountState state = state_with();
  std::set<std::string_view> codes;
  for (const DialingCountry& country : state.countries) {
    EXPECT_TRUE(codes.insert(country.iso).second) << country.iso;
    EXPECT_EQ(country.low_risk, country.iso == "US");
    EXPECT_TRUE(country.country_code.starts_with('+'));
  }
  EXPECT_GT(codes.size(), 200U);
  EXPECT_EQ(state.find_country("CA"), nullptr) << "Canada is in the United States' entry";
}

TEST(AccountControl, ChangesWhatItNames) {
  AccountState state = state_with();
  EXPECT_EQ(change_account(state, R"({"status":"suspended","type":"Trial","clock_offset_seconds":-90})", test_time),
            std::nullopt);
  EXPECT_EQ(state.status, "suspended");
  EXPECT_EQ(state.type, "Trial");
  EXPECT_EQ(state.clock_offset, std::chrono::seconds(-90));
  EXPECT_THAT(state.numbers, SizeIs(1)) << "what is not named stays";
}

TEST(AccountControl, PutsAListInPlaceOfAList) {
  AccountState state = state_with({"+14155550199", "+14155550198"});
  EXPECT_EQ(change_account(state, R"({"numbers":[{"phone_number":"+14155550177","voice":false}],"caller_ids":[],
      "keys":[{"secret":"s","kind":"restricted","policy":["/twilio/voice/calls/list"]}],
      "applications":[{"voice_url":"http://x/","voice_method":"GET"}]})",
                           test_time),
            std::nullopt);
  ASSERT_THAT(state.numbers, SizeIs(1));
  EXPECT_FALSE(state.may_show("+14155550177")) << "it has no voice";
  EXPECT_THAT(state.caller_ids, IsEmpty());
  ASSERT_THAT(state.keys, SizeIs(1));
  EXPECT_EQ(state.keys[0].kind, KeyKind::restricted);
  EXPECT_EQ(state.keys[0].secret.reveal(), "s");
  EXPECT_TRUE(twilio::ApiKeySid::parse(state.keys[0].sid)) << "a SID is made up";
  EXPECT_EQ(state.applications.at(0).voice_method, "GET");
}

TEST(AccountControl, ChangesNothingWhenSomethingIsWrong) {
  const struct {
    const char* body;
    const char* says;
  } cases[] = {
      {"", "JSON object"},
      {"[]", "JSON object"},
      {R"({"keys":[],"colour":1})", "Known are"},
      {R"({"keys":[],"status":"tired"})", "status"},
      {R"({"keys":[],"type":1})", "type"},
      {R"({"keys":[],"clock_offset_seconds":"1"})", "clock_offset"},
      {R"({"keys":[],"call_record_delay_ms":-1})", "call_record_delay_ms"},
      {R"({"keys":{}})", "array"},
      {R"({"keys":[],"numbers":[1]})", "array"},
      {R"({"keys":[],"numbers":[{}]})", "E.164"},
      {R"({"keys":[],"caller_ids":["911"]})", "E.164"},
      {R"({"keys":[{"kind":"golden"}]})", "main, standard or restricted"},
      {R"({"keys":[{"sid":"SK1"}]})", "sid must be SK"},
      {R"({"keys":[{"kind":5}]})", "kind must be a text"},
      {R"({"keys":[{"policy":"all"}]})", "policy must be an array"},
      {R"({"keys":[{"freindly_name":"x"}]})", "not known"},
      {R"({"keys":[],"applications":[{"voice_url":"javascript:1"}]})", "voice_url must be a web URL"},
      {R"({"keys":[],"applications":[{"voice_method":"PUT"}]})", "GET or POST"},
      {R"({"keys":[],"numbers":[{"phone_number":"+14155550177","voice":"no"}]})", "voice must be true or false"},
      {R"({"keys":[],"numbers":[{"phone_number":"+14155550177"},{"phone_number":"+14155550177"}]})", "are the same"},
      {R"({"keys":[],"caller_ids":["+14155550177","+14155550177"]})", "are the same"},
      {R"({"keys":[],"countries":[{"iso_code":"CA"}]})", "iso_code"},
  };
  for (const auto& c : cases) {
    AccountState state = state_with();
    const auto problem = change_account(state, c.body, test_time);
    ASSERT_TRUE(problem) << c.body;
    EXPECT_THAT(*problem, HasSubstr(c.says)) << c.body;
    EXPECT_THAT(state.keys, SizeIs(1)) << c.body;
  }
}

TEST(BulkCountryUpdate, TakesFlagsAsTextsToo) {
  AccountState state = state_with();
  const auto count = update_dialing_countries(
      state,
      R"([{"iso_code":"GB","low_risk_numbers_enabled":"true"},{"iso_code":"US","low_risk_numbers_enabled":false}])");
  EXPECT_EQ(count, 2);
  EXPECT_TRUE(state.find_country("GB")->low_risk);
  EXPECT_FALSE(state.find_country("US")->low_risk);
  EXPECT_FALSE(update_dialing_countries(
      state,
      R"([{"iso_code":"GB","low_risk_numbers_enabled":"false"},{"iso_code":"US","low_risk_numbers_enabled":"1"}])"));
  EXPECT_TRUE(state.find_country("GB")->low_risk) << "all or nothing";
}

}  // namespace
}  // namespace teleperson::sandbox
