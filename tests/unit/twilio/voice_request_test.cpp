#include "twilio/voice_request.h"

#include <string>

#include <gtest/gtest.h>

#include "sids.h"

namespace teleperson::twilio {
namespace {

const std::string from = "client:u_" + std::string(64, 'b');
const std::string ticket = "tkt_" + std::string(32, 'd');

TEST(VoiceRequest, HoldsWhatTwilioVouchesFor) {
  const auto request = parse_voice_request({{"CallSid", test::sid("CA")},
                                            {"ApplicationSid", test::sid("AP")},
                                            {"From", from},
                                            {"To", "+14155550123"},
                                            {"ticket", ticket}});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->call_sid.text(), test::sid("CA"));
  EXPECT_EQ(request->application_sid, test::sid("AP"));
  EXPECT_EQ(request->caller->text(), "u_" + std::string(64, 'b'));
  EXPECT_EQ(request->ticket->text(), ticket);
}

TEST(VoiceRequest, OfAnOrdinaryPhoneHasNoCallerAndNoTicket) {
  const auto request = parse_voice_request({{"CallSid", test::sid("CA")}, {"From", "+14155550123"}, {"ticket", "x"}});
  ASSERT_TRUE(request);
  EXPECT_FALSE(request->caller);
  EXPECT_FALSE(request->ticket);
  EXPECT_TRUE(request->application_sid.empty());
}

TEST(VoiceRequest, NeedsACallSid) {
  EXPECT_FALSE(parse_voice_request({{"From", from}, {"ticket", ticket}}));
  EXPECT_FALSE(parse_voice_request({{"CallSid", "CA"}, {"From", from}, {"ticket", ticket}}));
}

TEST(ReservedNames, MustNotStandTwice) {
  EXPECT_FALSE(repeats_reserved_name({{"From", "a"}, {"To", "b"}, {"To", "b"}, {"MediaUrl", "c"}, {"MediaUrl", "d"}}));
  for (const auto* name :
       {"From", "CallSid", "AccountSid", "ApplicationSid", "ParentCallSid", "ticket", "DialBridged"}) {
    EXPECT_TRUE(repeats_reserved_name({{name, "a"}, {"x", "y"}, {name, "a"}})) << name;
    EXPECT_FALSE(repeats_reserved_name({{name, "a"}})) << name;
  }
}

}  // namespace
}  // namespace teleperson::twilio
