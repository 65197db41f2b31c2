#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/webhook/parameters.h"
#include "test_account.h"

namespace teleperson::sandbox {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;
using util::FormFields;

/// Whether all of these are among the fields.
auto holds(const FormFields& expected) {
  return ::testing::Truly([expected](const FormFields& fields) {
    return std::ranges::all_of(expected, [&](const auto& field) {
      const std::string* value = util::find_field(fields, field.first);
      return value != nullptr && *value == field.second;
    });
  });
}

const util::Timestamp noon{std::chrono::seconds(1'800'000'000)};

CallLeg parent() {
  CallLeg leg;
  leg.application_sid = sid("AP", 'c');
  leg.from = "client:alice";
  leg.status = LegStatus::ringing;
  return leg;
}

CallLeg child(const CallLeg& of) {
  CallLeg leg;
  leg.parent_sid = of.sid;
  leg.from = "+14155550199";
  leg.to = "+14155550123";
  return leg;
}

TEST(VoiceWebhook, HasTheFieldsOfAnOutgoingBrowserCall) {
  const CallLeg leg = parent();
  EXPECT_THAT(voice_webhook_fields(test_account(), leg, {{"ticket", "t 1"}}, {}),
              UnorderedElementsAre(Pair("AccountSid", sid("AC", 'a')), Pair("ApiVersion", "2010-04-01"),
                                   Pair("ApplicationSid", sid("AP", 'c')), Pair("CallSid", leg.sid),
                                   Pair("CallStatus", "ringing"), Pair("Called", ""), Pair("Caller", "client:alice"),
                                   Pair("Direction", "inbound"), Pair("From", "client:alice"), Pair("To", ""),
                                   Pair("ticket", "t 1")));
}

TEST(VoiceWebhook, LetsNoClientSpeakForTwilio) {
  const FormFields fields = voice_webhook_fields(
      test_account(), parent(),
      {{"From", "client:root"}, {"CallSid", "x"}, {"AnsweredBy", "human"}, {"plan", "free"}, {"plan", "pro"}},
      {{"plan", "premium"}});
  EXPECT_EQ(std::ranges::count(fields, "From", &FormFields::value_type::first), 1);
  EXPECT_EQ(*util::find_field(fields, "From"), "client:alice");
  EXPECT_THAT(fields, Not(Contains(Key("AnsweredBy"))));
  EXPECT_EQ(std::ranges::count(fields, "plan", &FormFields::value_type::first), 1);
  EXPECT_EQ(*util::find_field(fields, "plan"), "premium") << "the access token's parameters win";
}

TEST(DialAction, TellsHowTheDialEnded) {
  EXPECT_THAT(dial_action_fields(test_account(), parent(), {LegStatus::completed, "CAchild", 49, true}),
              holds({{"DialCallStatus", "completed"},
                     {"DialCallSid", "CAchild"},
                     {"DialCallDuration", "49"},
                     {"DialBridged", "true"},
                     {"From", "client:alice"}}));
}

TEST(DialAction, LeavesOutWhatThereIsNot) {
  const FormFields fields = dial_action_fields(test_account(), parent(), {});
  EXPECT_THAT(fields, Contains(Pair("DialCallStatus", "failed")));
  EXPECT_THAT(fields, Not(Contains(Key("DialCallSid"))));
  EXPECT_THAT(fields, Not(Contains(Key("DialCallDuration"))));
}

TEST(ChildStatus, NamesBothLegsAndItsPlaceInTheOrder) {
  const CallLeg of = parent();
  const CallLeg leg = child(of);
  EXPECT_THAT(child_status_fields(test_account(), leg, 2, noon),
              holds({{"CallSid", leg.sid},
                     {"ParentCallSid", of.sid},
                     {"CallStatus", "initiated"},
                     {"Direction", "outbound-dial"},
                     {"SequenceNumber", "2"},
                     {"CallbackSource", "call-progress-events"},
                     {"Timestamp", "Fri, 15 Jan 2027 08:00:00 +0000"}}));
}

TEST(ChildStatus, GivesDurationsWhenItIsOver) {
  CallLeg leg = child(parent());
  EXPECT_THAT(child_status_fields(test_account(), leg, 0, noon), Not(Contains(Key("CallDuration"))));
  leg.advance(LegStatus::in_progress, noon);
  leg.advance(LegStatus::completed, noon + std::chrono::seconds(61));
  leg.sip_response_code = 200;
  leg.answered_by = "human";
  EXPECT_THAT(child_status_fields(test_account(), leg, 3, noon), holds({{"CallStatus", "completed"},
                                                                        {"CallDuration", "61"},
                                                                        {"Duration", "2"},
                                                                        {"SipResponseCode", "200"},
                                                                        {"AnsweredBy", "human"}}));
}

TEST(MachineDetection, NamesTheChildOnly) {
  const CallLeg leg = child(parent());
  EXPECT_THAT(machine_detection_fields(test_account(), leg, "machine_start", std::chrono::milliseconds(3012)),
              UnorderedElementsAre(Pair("AccountSid", sid("AC", 'a')), Pair("AnsweredBy", "machine_start"),
                                   Pair("CallSid", leg.sid), Pair("MachineDetectionDuration", "3012")));
}

TEST(CallLeg, NeverGoesBack) {
  CallLeg leg;
  EXPECT_TRUE(leg.advance(LegStatus::in_progress, noon));
  EXPECT_FALSE(leg.advance(LegStatus::ringing, noon));
  EXPECT_FALSE(leg.advance(LegStatus::in_progress, noon + std::chrono::hours(1)));
  EXPECT_EQ(leg.answered, noon);
  EXPECT_TRUE(leg.advance(LegStatus::completed, noon));
  EXPECT_FALSE(leg.advance(LegStatus::canceled, noon)) << "the first end stands";
  EXPECT_EQ(leg.status, LegStatus::completed);
}

TEST(CallLeg, LastsFromItsAnswer) {
  CallLeg leg;
  leg.advance(LegStatus::ringing, noon);
  EXPECT_EQ(leg.duration_seconds(noon + std::chrono::seconds(9)), 0);
  leg.advance(LegStatus::in_progress, noon);
  EXPECT_EQ(leg.duration_seconds(noon + std::chrono::seconds(9)), 9);
  leg.advance(LegStatus::completed, noon + std::chrono::milliseconds(4'999));
  EXPECT_EQ(leg.duration_seconds(noon + std::chrono::hours(1)), 5);
}

}  // namespace
}  // namespace teleperson::sandbox
