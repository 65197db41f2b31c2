#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox_fixture.h"

namespace teleperson::sandbox {
namespace {

using testing::FrameClient;
using testing::SandboxTest;
using testing::sid;

class SignallingTest : public SandboxTest {
 protected:
  struct Bridged {
    std::unique_ptr<FrameClient> phone;
    std::unique_ptr<FrameClient> caller;
    std::string call;       ///< CallSid of the parent
    std::string leg;        ///< CallSid of the callee's leg
    std::string reconnect;  ///< the token of the answer
  };
  Bridged answered_call(int reconnect_timeout) {
    Bridged bridged{handset(), sdk(reconnect_timeout), {}, {}, {}};
    invite(*bridged.caller);
    bridged.leg = bridged.phone->expect_text("incoming", "callsid");
    bridged.call = bridged.caller->expect_text("ringing", "callsid");
    bridged.phone->send_frame("answer", {{"callsid", bridged.leg}, {"sdp", "phone-sdp"}});
    bridged.reconnect = bridged.caller->expect_text("answer", "reconnect");
    return bridged;
  }
  static void reattach(FrameClient& sdk, const Bridged& call, const std::string& token) {
    sdk.send_frame("invite",
                   {{"callsid", call.call}, {"reconnect", token}, {"sdp", "offer"}, {"twilio", boost::json::object()}});
  }
  /// Ends the call, which shows that the socket carries it.
  void expect_to_carry(FrameClient& sdk, Bridged& call) {
    sdk.send_frame("hangup", {{"callsid", call.call}});
    EXPECT_EQ(call.phone->expect_text("hangup", "callsid"), call.leg);
  }
};

TEST_F(SignallingTest, TellsWhoIsConnectedAndForHowLong) {
  start();
  FrameClient client(port(), "/signal", "");
  client.send_frame("listen", {{"token", token(600)}});
  const auto connected = client.expect("connected");
  EXPECT_EQ(connected.at("token").at("identity").as_string(), "alice");
  EXPECT_NEAR(static_cast<double>(connected.at("token").at("ttl").as_int64()), 600, 2);
  EXPECT_EQ(text_of(connected, "edge"), "sandbox");
}

TEST_F(SignallingTest, RegistersAndUnregisters) {
  start();
  const auto client = sdk();
  client->send_frame("register", {{"media", {{"audio", true}}}});
  client->expect("ready");
  client->send_frame("register", {{"media", {{"audio", false}}}});
  client->expect("offline");
}

TEST_F(SignallingTest, DemandsATokenFirst) {
  start();
  FrameClient client(port(), "/signal", "");
  invite(client);
  EXPECT_EQ(client.expect_error("error"), 31204);
  client.send_frame("listen", {{"token", "a.b.c"}});
  EXPECT_EQ(client.expect_error("error"), 31204);
  client.send_frame("listen", {{"token", token(-1)}});
  EXPECT_EQ(client.expect_error("error"), 31205);
  client.send_frame("listen", {{"token", token()}});
  client.expect("connected");
}

TEST_F(SignallingTest, SurvivesNonsense) {
  start();
  const auto client = sdk();
  for (const char* text : {"nonsense", "[]", "{}", R"({"type":1})", R"({"type":"invite","payload":[]})", "[[[["}) {
    client->send(text);
    EXPECT_EQ(client->expect_error("error"), 31100) << text;
  }
  client->send("\n");
  client->send_frame("unknown", {});
  for (const char* type : {"hangup", "dtmf", "reinvite", "message"})
    client->send_frame(type, {{"callsid", "TJSnone"}});
  client->send_frame("invite", {{"callsid", "TJS1"}});
  EXPECT_EQ(client->expect_error("hangup"), 31100) << "an invite needs its sdp";
}

TEST_F(SignallingTest, LimitsParameters) {
  start();
  const auto client = sdk();
  invite(*client, "TJS1", "a=" + std::string(799, 'x'));
  EXPECT_EQ(client->expect_error("hangup"), 31103);
}

TEST_F(SignallingTest, RefusesPagesOfTheInternet) {
  start();
  EXPECT_EQ(FrameClient(port(), "/signal", "https://example.com").status, 403);
  EXPECT_EQ(FrameClient(port(), "/signal", "chrome-extension://abcdefghijklmnopabcdefghijklmnop").status, 101);
  EXPECT_EQ(FrameClient(port(), "/handset", "http://127.0.0.1:1").status, 403);
  EXPECT_EQ(FrameClient(port(), "/handset", "").status, 403);
}

TEST_F(SignallingTest, SendsHeartbeats) {
  settings_.heartbeat_interval = std::chrono::milliseconds(20);
  start();
  const auto client = sdk();
  EXPECT_EQ(client->read(), "\n");
  client->send("\n");
  EXPECT_EQ(client->read(), "\n");
}

TEST_F(SignallingTest, AcceptsAFreshTokenOnTheSameSocketDuringACall) {
  start();
  auto call = answered_call(0);
  call.caller->send_frame("listen", {{"token", token(1200)}});
  call.caller->expect("connected");
  reattach(*call.caller, call, call.reconnect);
  const auto answer = call.caller->expect("answer");
  EXPECT_EQ(text_of(answer, "callsid"), call.call);
  EXPECT_FALSE(answer.contains("sdp")) << "the media goes on as it is";
  expect_to_carry(*call.caller, call);
}

TEST_F(SignallingTest, KeepsACallWhoseSocketIsLost) {
  start();
  auto call = answered_call(30);
  call.caller->drop();
  const auto again = sdk(30);
  reattach(*again, call, call.reconnect);
  EXPECT_EQ(again->expect_text("answer", "reconnect"), call.reconnect);
  expect_to_carry(*again, call);
}

TEST_F(SignallingTest, KeepsACallWhoseSocketATestKills) {
  start();
  auto call = answered_call(30);
  EXPECT_EQ(http("POST", "/sandbox/sockets/close"), std::pair(200, std::string(R"({"closed":1})")));
  EXPECT_FALSE(call.caller->read());
  const auto again = sdk(30);
  reattach(*again, call, call.reconnect);
  again->expect("answer");
  expect_to_carry(*again, call);
}

TEST_F(SignallingTest, EndsACallWhoseSocketIsLostForTooLong) {
  start();
  auto call = answered_call(0);
  call.caller->drop();
  EXPECT_EQ(call.phone->expect_text("hangup", "callsid"), call.leg);
  EXPECT_EQ(app_.wait_for("/action").at(0).field("DialCallStatus"), "completed");
}

TEST_F(SignallingTest, EndsARingingCallWhoseSocketIsLost) {
  start();
  const auto phone = handset();
  auto caller = sdk(30);
  invite(*caller);
  phone->expect("incoming");
  caller->drop();
  phone->expect("cancel");
}

TEST_F(SignallingTest, HangsUpForACallerWhoComesBackOnAnotherSocket) {
  start();
  auto call = answered_call(30);
  call.caller->drop();
  const auto again = sdk(30);
  again->send_frame("hangup", {{"callsid", "TJS1"}});  // queued by the SDK while the socket was down
  EXPECT_EQ(call.phone->expect_text("hangup", "callsid"), call.leg);
}

TEST_F(SignallingTest, GivesACallToNobodyElse) {
  start();
  auto call = answered_call(30);
  const auto thief = sdk(30, "mallory");
  reattach(*thief, call, call.reconnect);
  EXPECT_EQ(thief->expect_error("hangup"), 31107) << "another identity";
  thief->send_frame("hangup", {{"callsid", call.call}});
  reattach(*call.caller, call, std::string(32, '0'));
  EXPECT_EQ(call.caller->expect_error("hangup"), 31107) << "another token";
  expect_to_carry(*call.caller, call);
}

TEST_F(SignallingTest, TellsACallerWhoComesBackTooLateThatItIsOver) {
  start();
  auto call = answered_call(30);
  call.caller->drop();
  call.phone->send_frame("hangup", {{"callsid", call.leg}});
  app_.wait_for("/parent");
  const auto again = sdk(30);
  reattach(*again, call, call.reconnect);
  EXPECT_EQ(again->expect_error("hangup"), 0);
}

TEST_F(SignallingTest, LetsACallerHangUpWhoseTokenIsRefused) {
  start();
  auto call = answered_call(0);
  call.caller->send_frame("listen", {{"token", "a.b.c"}});
  EXPECT_EQ(call.caller->expect_error("error"), 31204);
  expect_to_carry(*call.caller, call);
}

TEST_F(SignallingTest, AcknowledgesMessages) {
  start();
  auto call = answered_call(0);
  const std::string id = sid("KX", '3');
  call.caller->send_frame("message",
                          {{"callsid", call.call}, {"content", {{"hello", "world"}}}, {"voiceeventsid", id}});
  const auto ack = call.caller->expect("ack");
  EXPECT_EQ(text_of(ack, "acktype"), "message");
  EXPECT_EQ(text_of(ack, "voiceeventsid"), id);
}

TEST_F(SignallingTest, CarriesSeveralCallsOneAfterAnother) {
  dial("+14155550191");
  start();
  const auto client = sdk();
  for (const char* id : {"TJS1", "TJS2", "TJS3"}) {
    invite(*client, id);
    EXPECT_EQ(client->expect_text("hangup", "callsid"), id);
  }
}

TEST_F(SignallingTest, HandsetsKeepTheirNumbersApart) {
  start();
  const auto phone = handset("+14155550100");
  const std::string origin = "http://127.0.0.1:" + std::to_string(port());
  for (const char* number : {"+14155550100", "555", ""}) {
    FrameClient refused(port(), "/handset", origin);
    refused.send_frame("hello", {{"number", number}});
    refused.expect("error");
    EXPECT_FALSE(refused.read()) << "and is closed";
  }
  const auto one = handset("*");
  const auto two = handset("*");
  phone->send_frame("bye", {});
  EXPECT_FALSE(phone->read());
  handset("+14155550100");
}

}  // namespace
}  // namespace teleperson::sandbox
