#include "gateway/provision/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../twilio/sids.h"

namespace teleperson::gateway::provision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

twilio::ApiKeySid key(char digit) {
  return twilio::ApiKeySid::parse(test::sid("SK", digit)).value();
}
twilio::ApplicationSid app(char digit) {
  return twilio::ApplicationSid::parse(test::sid("AP", digit)).value();
}

class PlanTest : public testing::Test {
 protected:
  twilio::ApplicationRecord right_app(char digit) const {
    return {.sid = app(digit),
            .friendly_name = friendly_name(wishes.public_url),
            .voice_url = wishes.public_url + "/v1/twilio/voice",
            .voice_method = "POST",
            .voice_fallback_url = wishes.public_url + "/v1/twilio/fallback",
            .voice_fallback_method = "POST",
            .status_callback = wishes.public_url + "/v1/twilio/status",
            .status_callback_method = "POST"};
  }

  Wishes wishes{.public_url = "https://voice.example.com/calls"};
  Existing existing;
};

TEST_F(PlanTest, MakesBothInAnEmptyAccount) {
  const auto key_plan = plan_key(wishes, existing);
  EXPECT_FALSE(key_plan.keep);
  EXPECT_EQ(key_plan.because, "none is configured");
  const auto app_plan = plan_app(wishes, existing);
  EXPECT_FALSE(app_plan.sid);
  EXPECT_EQ(app_plan.fields.friendly_name, "Teleperson Voice voice.example.com/calls");
  EXPECT_EQ(app_plan.fields.voice_url, "https://voice.example.com/calls/v1/twilio/voice");
  EXPECT_EQ(app_plan.fields.voice_fallback_url, "https://voice.example.com/calls/v1/twilio/fallback");
  EXPECT_EQ(app_plan.fields.status_callback, "https://voice.example.com/calls/v1/twilio/status");
  EXPECT_EQ(app_plan.fields.voice_method, "POST");
}

TEST_F(PlanTest, KeepsTheConfiguredKeyOnlyIfItIsProved) {
  wishes.api_key = key('1');
  existing.keys = {{key('1'), "anything"}, {key('2'), "anything"}};
  const std::pair<std::optional<KeyStanding>, std::string_view> cases[] = {
      {std::nullopt, "the configured one's secret is not at hand, and Twilio does not show it again"},
      {KeyStanding::wrong_secret, "the configured secret is not this key's"},
      {KeyStanding::secret_is_the_auth_token, "the configured secret is the Auth Token, which is no key's"},
      {KeyStanding::restricted, "the configured one is a Restricted key, which cannot sign access tokens"},
  };
  for (const auto& [standing, because] : cases) {
    existing.standing = standing;
    const auto plan = plan_key(wishes, existing);
    EXPECT_FALSE(plan.keep) << because;
    EXPECT_FALSE(plan.ask_first) << because;
    EXPECT_EQ(plan.because, because);
  }
  existing.standing = KeyStanding::proved;
  EXPECT_EQ(plan_key(wishes, existing).keep, key('1'));
  wishes.new_key = true;
  EXPECT_FALSE(plan_key(wishes, existing).keep);

  wishes.new_key = false;
  existing = {.keys = {{key('2'), "anything"}}};
  const auto plan = plan_key(wishes, existing);
  EXPECT_FALSE(plan.keep);
  EXPECT_EQ(plan.because, "the configured one is not the account's");
}

TEST_F(PlanTest, CountsKeysOfItsNameThatNobodyNeeds) {
  wishes.api_key = key('1');
  const auto name = friendly_name(wishes.public_url);
  existing = {.keys = {{key('1'), name}, {key('2'), name}, {key('3'), "somebody else's"}},
              .standing = KeyStanding::proved};
  EXPECT_THAT(plan_key(wishes, existing).unused, ElementsAre(key('2')));
  EXPECT_FALSE(plan_key(wishes, existing).ask_first);
}

TEST_F(PlanTest, AsksBeforeAFurtherKeyOfItsName) {
  const auto name = friendly_name(wishes.public_url);
  existing.keys = {{key('1'), name}};
  EXPECT_TRUE(plan_key(wishes, existing).ask_first) << "none is configured";
  wishes.api_key = key('1');
  EXPECT_TRUE(plan_key(wishes, existing).ask_first) << "its secret may be elsewhere";
  existing.standing = KeyStanding::wrong_secret;
  EXPECT_FALSE(plan_key(wishes, existing).ask_first) << "it is of no use";
  existing.keys.push_back({key('2'), name});
  EXPECT_TRUE(plan_key(wishes, existing).ask_first) << "another may be of use";
  wishes.new_key = true;
  EXPECT_FALSE(plan_key(wishes, existing).ask_first);
}

TEST_F(PlanTest, ChangesOnlyWhatIsWrong) {
  existing.configured_app = right_app('1');
  EXPECT_THAT(plan_app(wishes, existing).changes, IsEmpty());
  existing.configured_app->friendly_name = "the operator's own name";
  EXPECT_THAT(plan_app(wishes, existing).changes, IsEmpty());

  existing.configured_app->voice_url = "https://demo.example/welcome";
  existing.configured_app->status_callback_method = "GET";
  const auto plan = plan_app(wishes, existing);
  EXPECT_EQ(plan.sid, app('1'));
  EXPECT_THAT(plan.changes, ElementsAre("voice URL", "status callback method"));
  EXPECT_EQ(plan.fields.voice_url, wishes.public_url + "/v1/twilio/voice");
  EXPECT_EQ(plan.fields.status_callback_method, "POST");
  EXPECT_FALSE(plan.fields.friendly_name);
  EXPECT_FALSE(plan.fields.voice_fallback_url);
}

TEST_F(PlanTest, OfSeveralOfOneNameTakesTheRightOneOrElseTheFirst) {
  auto wrong = right_app('1');
  wrong.voice_url.clear();
  existing.named_apps = {wrong, right_app('2')};
  EXPECT_EQ(plan_app(wishes, existing).sid, app('2'));
  existing.named_apps.pop_back();
  EXPECT_EQ(plan_app(wishes, existing).sid, app('1'));
  EXPECT_THAT(plan_app(wishes, existing).changes, ElementsAre("voice URL"));
}

TEST_F(PlanTest, LeavesAnAppOfItsNameAloneThatPointsElsewhere) {
  auto foreign = right_app('1');
  foreign.voice_url = "https://voice.example.com/other/v1/twilio/voice";
  existing.named_apps = {foreign};
  const auto plan = plan_app(wishes, existing);
  EXPECT_FALSE(plan.sid);
  EXPECT_THAT(plan.left_alone, ElementsAre(app('1')));
  existing.configured_app = foreign;
  EXPECT_EQ(plan_app(wishes, existing).sid, app('1'));
}

TEST_F(PlanTest, NamesTellInstallationsApartAndFitTwilio) {
  EXPECT_NE(friendly_name("https://voice.example.com"), friendly_name("https://staging.example.com"));
  const auto long_url = "https://" + std::string(100, 'x');
  EXPECT_EQ(friendly_name(long_url).size(), 64U);
  EXPECT_NE(friendly_name(long_url + "/one"), friendly_name(long_url + "/two"));
}

}  // namespace
}  // namespace teleperson::gateway::provision
