#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox_fixture.h"

namespace teleperson::sandbox {
namespace {

using ::testing::ElementsAre;
using testing::Received;
using testing::SandboxTest;

class CallTest : public SandboxTest {
 protected:
  /// The statuses that the callee's leg reported, once there are that many.
  std::vector<std::string> statuses(std::size_t count) {
    std::vector<std::string> result;
    for (const Received& request : app_.wait_for("/status", count))
      result.push_back(request.field("CallStatus"));
    return result;
  }
};

TEST_F(CallTest, IsAnsweredByAHandsetAndHungUpByTheCaller) {
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);

  const Received voice = app_.wait_for("/voice").at(0);
  EXPECT_EQ(voice.field("From"), "client:alice");
  EXPECT_EQ(voice.field("ticket"), "t 1");

  const auto incoming = phone->expect("incoming");
  const std::string leg(text_of(incoming, "callsid"));
  EXPECT_EQ(text_of(incoming, "to"), voice_number);
  EXPECT_EQ(text_of(incoming, "from"), "+14155550199");
  EXPECT_EQ(text_of(incoming, "sdp"), testing::sdk_offer());
  const std::string call = caller->expect_text("ringing", "callsid");
  EXPECT_EQ(call, voice.field("CallSid"));

  phone->send_frame("answer", {{"callsid", leg}, {"sdp", "phone-sdp"}});
  const auto answer = caller->expect("answer");
  EXPECT_EQ(text_of(answer, "callsid"), call);
  EXPECT_EQ(text_of(answer, "sdp"), "phone-sdp");
  EXPECT_NE(text_of(answer, "reconnect"), "");
  EXPECT_EQ(app_.wait_for("/amd").at(0).field("AnsweredBy"), "human");

  caller->send_frame("hangup", {{"callsid", call}});
  EXPECT_EQ(phone->expect_text("hangup", "callsid"), leg);
  EXPECT_THAT(statuses(4), ElementsAre("initiated", "ringing", "in-progress", "completed"));
  EXPECT_EQ(app_.received("/status").back().field("ParentCallSid"), call);
  EXPECT_EQ(app_.received("/status").back().field("SequenceNumber"), "3");
  const Received action = app_.wait_for("/action").at(0);
  EXPECT_EQ(action.field("DialCallStatus"), "completed");
  EXPECT_EQ(action.field("DialCallSid"), leg);
  EXPECT_EQ(action.field("DialBridged"), "true");
  EXPECT_EQ(action.field("CallStatus"), "completed");
  EXPECT_EQ(app_.wait_for("/parent").at(0).field("CallStatus"), "completed");
}

TEST_F(CallTest, IsHungUpByTheHandset) {
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  const std::string leg = phone->expect_text("incoming", "callsid");
  caller->expect("ringing");
  phone->send_frame("answer", {{"callsid", leg}, {"sdp", "phone-sdp"}});
  caller->expect("answer");
  phone->send_frame("hangup", {{"callsid", leg}});
  EXPECT_EQ(caller->expect_error("hangup"), 0);
  const Received action = app_.wait_for("/action").at(0);
  EXPECT_EQ(action.field("DialCallStatus"), "completed");
  EXPECT_EQ(action.field("CallStatus"), "in-progress") << "the caller is still there";
}

TEST_F(CallTest, IsDeclined) {
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  phone->send_frame("decline", {{"callsid", phone->expect_text("incoming", "callsid")}});
  caller->expect("ringing");
  EXPECT_EQ(caller->expect_error("hangup"), 0) << "the SDK is not told why";
  EXPECT_THAT(statuses(3), ElementsAre("initiated", "ringing", "busy"));
  EXPECT_EQ(app_.received("/status").back().field("SipResponseCode"), "603");
  const Received action = app_.wait_for("/action").at(0);
  EXPECT_EQ(action.field("DialCallStatus"), "busy");
  EXPECT_EQ(action.field("DialBridged"), "false");
  EXPECT_EQ(action.field("DialCallDuration"), "");
}

TEST_F(CallTest, IsCanceledWhileItRings) {
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  const std::string leg = phone->expect_text("incoming", "callsid");
  caller->send_frame("hangup", {{"callsid", caller->expect_text("ringing", "callsid")}});
  EXPECT_EQ(phone->expect_text("cancel", "callsid"), leg);
  EXPECT_THAT(statuses(3), ElementsAre("initiated", "ringing", "canceled"));
  EXPECT_EQ(app_.wait_for("/action").at(0).field("DialCallStatus"), "canceled");
}

TEST_F(CallTest, RingsNoLongerThanTold) {
  settings_.ring_timeout = std::chrono::seconds(1);
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  phone->expect("incoming");
  caller->expect("ringing");
  phone->expect("cancel");
  caller->expect("hangup");
  EXPECT_EQ(app_.wait_for("/action").at(0).field("DialCallStatus"), "no-answer");
  EXPECT_EQ(app_.wait_for("/status", 3).back().field("SipResponseCode"), "487");
}

TEST_F(CallTest, EndsAtTheTimeLimit) {
  dial(voice_number, "answerOnBridge='true' timeLimit='1'");
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  phone->send_frame("answer", {{"callsid", phone->expect_text("incoming", "callsid")}, {"sdp", "phone-sdp"}});
  caller->expect("ringing");
  caller->expect("answer");
  phone->expect("hangup");
  caller->expect("hangup");
  EXPECT_EQ(app_.wait_for("/action").at(0).field("DialCallDuration"), "1");
}

TEST_F(CallTest, IsBusyWhenEveryPhoneIs) {
  start();
  const auto phone = handset();
  const auto first = sdk();
  invite(*first);
  phone->send_frame("answer", {{"callsid", phone->expect_text("incoming", "callsid")}, {"sdp", "phone-sdp"}});
  first->expect("ringing");
  first->expect("answer");
  const auto second = sdk(0, "bob");
  invite(*second);
  second->expect("hangup");
  const Received action = app_.wait_for("/action").at(0);
  EXPECT_EQ(action.field("From"), "client:bob");
  EXPECT_EQ(action.field("DialCallStatus"), "busy");
}

TEST_F(CallTest, RingsThePhoneOfTheNumberBeforeOneForAll) {
  start();
  const auto any = handset("*");
  const auto own = handset(voice_number);
  const auto caller = sdk();
  invite(*caller);
  own->expect("incoming");
}

TEST_F(CallTest, FindsAMachineWhenVoicemailAnswers) {
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  phone->send_frame("voicemail", {{"callsid", phone->expect_text("incoming", "callsid")}, {"sdp", "phone-sdp"}});
  EXPECT_EQ(app_.wait_for("/amd").at(0).field("AnsweredBy"), "machine_start");
}

TEST_F(CallTest, ThatEndsBeforeDetectionIsAnsweredByUnknown) {
  settings_.machine_detection_time = std::chrono::minutes(1);
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  const std::string leg = phone->expect_text("incoming", "callsid");
  phone->send_frame("answer", {{"callsid", leg}, {"sdp", "phone-sdp"}});
  phone->send_frame("hangup", {{"callsid", leg}});
  EXPECT_EQ(app_.wait_for("/amd").at(0).field("AnsweredBy"), "unknown");
}

TEST_F(CallTest, PassesDigitsAndNewOffersOn) {
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  const std::string leg = phone->expect_text("incoming", "callsid");
  phone->send_frame("answer", {{"callsid", leg}, {"sdp", "phone-sdp"}});
  const std::string call = caller->expect_text("ringing", "callsid");
  caller->expect("answer");
  caller->send_frame("dtmf", {{"callsid", call}, {"dtmf", "12w#"}});
  EXPECT_EQ(phone->expect_text("dtmf", "digits"), "12w#");
  caller->send_frame("reinvite", {{"callsid", call}, {"sdp", "new-offer"}});
  EXPECT_EQ(phone->expect_text("reinvite", "sdp"), "new-offer");
  phone->send_frame("reanswer", {{"callsid", leg}, {"sdp", "new-answer"}});
  EXPECT_EQ(caller->expect_text("answer", "sdp"), "new-answer");
}

TEST_F(CallTest, EndsWhenTheHandsetPageIsClosed) {
  start();
  auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  phone->send_frame("answer", {{"callsid", phone->expect_text("incoming", "callsid")}, {"sdp", "phone-sdp"}});
  caller->expect("ringing");
  caller->expect("answer");
  phone.reset();
  caller->expect("hangup");
  EXPECT_EQ(app_.wait_for("/action").at(0).field("DialCallStatus"), "completed");
}

TEST_F(CallTest, ToAScriptedNumberGoesByTheScript) {
  start();
  const struct {
    const char* number;
    const char* status;
    const char* sip;
    std::size_t callbacks;
  } cases[] = {{"+14155550190", "completed", "200", 4},
               {"+14155550191", "busy", "486", 2},
               {"+14155550193", "failed", "404", 2},
               {"+14155550196", "busy", "603", 3}};
  const auto caller = sdk();
  std::size_t calls = 0;
  std::size_t callbacks = 0;
  for (const auto& c : cases) {
    dial(c.number);
    invite(*caller, "TJS" + std::to_string(++calls));
    const Received action = app_.wait_for("/action", calls).back();
    EXPECT_EQ(action.field("DialCallStatus"), c.status) << c.number;
    const Received last = app_.wait_for("/status", callbacks += c.callbacks).back();
    EXPECT_EQ(last.field("CallStatus"), c.status) << c.number;
    EXPECT_EQ(last.field("SipResponseCode"), c.sip) << c.number;
    app_.wait_for("/parent", calls);
  }
}

TEST_F(CallTest, ToVoicemailGetsRealAudio) {
  dial("+14155550194");
  start();
  const auto caller = sdk();
  invite(*caller);
  caller->expect("ringing");
  EXPECT_THAT(caller->expect_text("answer", "sdp"), ::testing::HasSubstr("a=ice-lite"));
  EXPECT_EQ(app_.wait_for("/amd").at(0).field("AnsweredBy"), "machine_start");
}

TEST_F(CallTest, WithAnUnknownCallerIdNeverRings) {
  app_.answer_twiml("/voice",
                    "<Response><Dial callerId='+14155550198' action='/action'>+14155550100</Dial></Response>");
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  const Received action = app_.wait_for("/action").at(0);
  EXPECT_EQ(action.field("DialCallStatus"), "failed");
  EXPECT_EQ(action.field("DialCallSid"), "");
  EXPECT_EQ(caller->expect_text("hangup", "callsid"), "TJS1") << "the SDK does not know the CallSid yet";
}

TEST_F(CallTest, GivesTheCallToTheFirstNumberThatAnswers) {
  app_.answer_twiml("/voice",
                    "<Response><Dial callerId='+14155550199' answerOnBridge='true' action='/action'>"
                    "<Number>+14155550101</Number><Number>+14155550102</Number></Dial></Response>");
  start();
  const auto one = handset("+14155550101");
  const auto two = handset("+14155550102");
  const auto caller = sdk();
  invite(*caller);
  one->expect("incoming");
  const std::string leg = two->expect_text("incoming", "callsid");
  two->send_frame("answer", {{"callsid", leg}, {"sdp", "second"}});
  one->expect("cancel");
  caller->expect("ringing");
  EXPECT_EQ(caller->expect_text("answer", "sdp"), "second");
  two->send_frame("hangup", {{"callsid", leg}});
  EXPECT_EQ(app_.wait_for("/action").at(0).field("DialCallSid"), leg);
}

TEST_F(CallTest, IsRejected) {
  app_.answer_twiml("/voice", "<Response><Reject/></Response>");
  start();
  const auto caller = sdk();
  invite(*caller);
  EXPECT_EQ(caller->expect_error("hangup"), 31002);
  app_.wait_for("/parent");
}

TEST_F(CallTest, SpeaksToTheCaller) {
  app_.answer_twiml("/voice", "<Response><Say>No.</Say></Response>");
  start();
  const auto caller = sdk();
  invite(*caller);
  EXPECT_THAT(caller->expect_text("answer", "sdp"), ::testing::HasSubstr("a=ice-lite"));
  EXPECT_EQ(caller->expect_error("hangup"), 0);
}

TEST_F(CallTest, AsksTheFallbackUrlWhenTheVoiceUrlFails) {
  settings_.voice_fallback_url = app_.url("/fallback");
  app_.answer("/voice", [] { return http::Response{500, "text/plain", "broken", {}}; });
  app_.answer_twiml("/fallback", "<Response><Hangup/></Response>");
  start();
  const auto caller = sdk();
  invite(*caller);
  EXPECT_EQ(caller->expect_error("hangup"), 0);
  const Received fallback = app_.wait_for("/fallback").at(0);
  EXPECT_EQ(fallback.field("ErrorCode"), "11200");
  EXPECT_EQ(fallback.field("ErrorUrl"), app_.url("/voice"));
  EXPECT_EQ(fallback.field("From"), "client:alice");
}

TEST_F(CallTest, FailsWhenNobodySaysWhatToDo) {
  app_.answer_twiml("/voice", "<Response><Gather/></Response>");
  start();
  const auto caller = sdk();
  invite(*caller);
  EXPECT_EQ(caller->expect_error("hangup"), 31002);
  EXPECT_EQ(app_.wait_for("/parent").at(0).field("CallStatus"), "completed");
}

TEST_F(CallTest, GoesOnWithTheActionsDocument) {
  dial("+14155550191");
  app_.answer_twiml("/action",
                    "<Response><Dial callerId='+14155550199' answerOnBridge='true' action='/second'>"
                    "+14155550190</Dial></Response>");
  app_.answer_twiml("/second", "<Response/>");
  start();
  const auto caller = sdk();
  invite(*caller);
  EXPECT_EQ(app_.wait_for("/action").at(0).field("DialCallStatus"), "busy");
  EXPECT_EQ(app_.wait_for("/second").at(0).field("DialCallStatus"), "completed");
}

}  // namespace
}  // namespace teleperson::sandbox
