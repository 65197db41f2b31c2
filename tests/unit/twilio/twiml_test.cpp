#include "twilio/twiml.h"

#include <string>

#include <gtest/gtest.h>

namespace teleperson::twilio {
namespace {

using namespace std::chrono_literals;

DialTwiml example() {
  return {.number = phone::E164::parse("+14155550123").value(),
          .caller_id = phone::E164::parse("+14155550100").value(),
          .time_limit = 1800s,
          .action_url = "https://h/dial?call=1",
          .status_url = "https://h/status?call=1",
          .answering_machine_url = "https://h/amd?call=1"};
}

TEST(Twiml, DialsOneNumber) {
  EXPECT_EQ(to_twiml(example()),
            R"(<?xml version="1.0" encoding="UTF-8"?><Response>)"
            R"(<Dial answerOnBridge="true" callerId="+14155550100" timeLimit="1800" timeout="30")"
            R"( action="https://h/dial?call=1#rc=3&amp;rp=ct,rt,5xx" method="POST">)"
            R"(<Number statusCallback="https://h/status?call=1#rc=3&amp;rp=ct,rt,5xx")"
            R"( statusCallbackEvent="initiated ringing answered completed" statusCallbackMethod="POST")"
            R"( machineDetection="Enable" machineDetectionTimeout="30")"
            R"( amdStatusCallback="https://h/amd?call=1#rc=3&amp;rp=ct,rt,5xx" amdStatusCallbackMethod="POST">)"
            R"(+14155550123</Number></Dial></Response>)");
}

TEST(Twiml, DetectsNoMachineUnlessAsked) {
  auto dial = example();
  dial.answering_machine_url.reset();
  const auto document = to_twiml(dial);
  EXPECT_FALSE(document.contains("machineDetection"));
  EXPECT_FALSE(document.contains("amdStatusCallback"));
}

TEST(Twiml, EscapesWhatCouldEndAnAttribute) {
  auto dial = example();
  dial.action_url = R"(https://h/?a=1&b="<'>")";
  EXPECT_TRUE(to_twiml(dial).contains(R"(action="https://h/?a=1&amp;b=&quot;&lt;'&gt;&quot;#rc)"));
}

TEST(Twiml, NeverRecords) {
  EXPECT_FALSE(to_twiml(example()).contains("record"));
}

TEST(Twiml, RefusesAndHangsUp) {
  EXPECT_EQ(reject_twiml(),
            R"(<?xml version="1.0" encoding="UTF-8"?><Response><Reject reason="rejected"/></Response>)");
  EXPECT_EQ(hangup_twiml(), R"(<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>)");
}

}  // namespace
}  // namespace teleperson::twilio
