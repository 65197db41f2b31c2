#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox_fixture.h"

namespace teleperson::sandbox {
namespace {

using testing::api_key_secret;
using testing::auth_token;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::SandboxTest;
using testing::sid;

class RestTest : public SandboxTest {
 protected:
  /// A call to a number that talks for ever. Returns its CallSid.
  std::string long_call(testing::FrameClient& caller) {
    invite(caller);
    const std::string call = caller.expect_text("ringing", "callsid");
    caller.expect("answer");
    return call;
  }
};

TEST_F(RestTest, DescribesACallAndItsLegs) {
  dial("+14155550195");
  start();
  const auto caller = sdk();
  const std::string call = long_call(*caller);
  const auto [status, parent] = rest("GET", call);
  ASSERT_EQ(status, 200);
  EXPECT_EQ(parent.at("sid").as_string(), call);
  EXPECT_EQ(parent.at("status").as_string(), "in-progress");
  EXPECT_EQ(parent.at("direction").as_string(), "inbound");
  EXPECT_TRUE(parent.at("duration").is_null());
  EXPECT_TRUE(parent.at("end_time").is_null());

  const std::string leg = app_.wait_for("/status").at(0).field("CallSid");
  const auto child = rest("GET", leg).second;
  EXPECT_EQ(child.at("parent_call_sid").as_string(), call);
  EXPECT_EQ(child.at("direction").as_string(), "outbound-dial");
  EXPECT_EQ(child.at("to").as_string(), "+14155550195");

  caller->send_frame("hangup", {{"callsid", call}});
  app_.wait_for("/parent");
  const auto over = rest("GET", leg).second;
  EXPECT_EQ(over.at("status").as_string(), "completed");
  EXPECT_TRUE(over.at("duration").is_string()) << "Twilio's durations are texts";
}

TEST_F(RestTest, EndsACall) {
  dial("+14155550195");
  start();
  const auto caller = sdk();
  const std::string call = long_call(*caller);
  EXPECT_EQ(rest("POST", call, "Status=completed").first, 200);
  EXPECT_EQ(caller->expect_text("hangup", "callsid"), call);
  app_.wait_for("/parent");
  const auto [status, error] = rest("POST", call, "Status=completed");
  EXPECT_EQ(status, 400);
  EXPECT_EQ(error.at("code").as_int64(), 21220) << "it is over already";
}

TEST_F(RestTest, EndsTheCalleesLegAndTheCallGoesOn) {
  dial("+14155550195");
  app_.answer_twiml("/action", "<Response><Pause length='60'/></Response>");
  start();
  const auto caller = sdk();
  const std::string call = long_call(*caller);
  EXPECT_EQ(rest("POST", app_.wait_for("/status").at(0).field("CallSid"), "Status=completed").first, 200);
  EXPECT_EQ(app_.wait_for("/action").at(0).field("CallStatus"), "in-progress");
  EXPECT_EQ(rest("GET", call).second.at("status").as_string(), "in-progress");
}

TEST_F(RestTest, CancelsOnlyWhatIsNotAnswered) {
  dial("+14155550192");
  start();
  const auto caller = sdk();
  invite(*caller);
  const std::string ringing = caller->expect_text("ringing", "callsid");
  EXPECT_EQ(rest("POST", ringing, "Status=canceled").first, 200);
  caller->expect("hangup");
  EXPECT_EQ(app_.wait_for("/action").at(0).field("DialCallStatus"), "canceled");

  dial("+14155550195");
  const std::string talking = long_call(*caller);
  EXPECT_EQ(rest("POST", talking, "Status=canceled").first, 200);
  EXPECT_EQ(rest("GET", talking).second.at("status").as_string(), "in-progress");
}

TEST_F(RestTest, AuthenticatesWithTheAccountOrTheKey) {
  start();
  const std::string path = "/2010-04-01/Accounts/" + sid("AC", 'a') + "/Calls/" + sid("CA", '0') + ".json";
  EXPECT_EQ(http("GET", path, "", sid("AC", 'a'), auth_token).first, 404);
  EXPECT_EQ(http("GET", path, "", sid("SK", 'b'), api_key_secret).first, 404);
  const auto [status, body] = http("GET", path, "", sid("SK", 'b'), auth_token);
  EXPECT_EQ(status, 401);
  EXPECT_THAT(body, HasSubstr("\"code\":20003"));
  EXPECT_EQ(http("GET", path).first, 401);
  EXPECT_EQ(http("GET", path, "", sid("AC", 'a'), "").first, 401);
  EXPECT_EQ(http("GET", path, "", "", auth_token).first, 401);
}

TEST_F(RestTest, KnowsItsOwnAccountAndItsCallsOnly) {
  start();
  const auto get = [&](const std::string& path) { return http("GET", path, "", sid("AC", 'a'), auth_token); };
  const auto [status, body] = get("/2010-04-01/Accounts/" + sid("AC", 'a') + "/Calls/" + sid("CA", '0') + ".json");
  EXPECT_EQ(status, 404);
  EXPECT_THAT(body, HasSubstr("\"code\":20404"));
  EXPECT_EQ(get("/2010-04-01/Accounts/" + sid("AC", 'b') + "/Calls/" + sid("CA", '0') + ".json").first, 404);
  EXPECT_EQ(get("/2010-04-01/Accounts/" + sid("AC", 'a') + "/Calls/" + sid("CA", '0')).first, 404);
  EXPECT_EQ(rest("POST", sid("CA", '0'), "Status=completed").first, 404);
}

TEST_F(RestTest, RefusesOtherUpdates) {
  dial("+14155550195");
  start();
  const auto caller = sdk();
  const std::string call = long_call(*caller);
  for (const char* body : {"", "Status=busy", "Twiml=%3CResponse%2F%3E", "Status=%"}) {
    EXPECT_EQ(rest("POST", call, body).first, 400) << body;
  }
}

TEST_F(RestTest, TellsAboutTheSandboxWithoutSecrets) {
  settings_.script = {{"+12125550111", Behaviour::busy}};
  start();
  const auto phone = handset("+14155550100");
  const auto [status, body] = http("GET", "/sandbox/info");
  ASSERT_EQ(status, 200);
  const auto info = boost::json::parse(body);
  EXPECT_EQ(info.at("account_sid").as_string(), sid("AC", 'a'));
  EXPECT_EQ(info.at("twiml_app_sid").as_string(), sid("AP", 'c'));
  EXPECT_EQ(info.at("caller_ids").at(0).as_string(), "+14155550199");
  EXPECT_EQ(info.at("scripted").at(0).at("number").as_string(), "+12125550111");
  EXPECT_EQ(info.at("scripted").at(1).at("number").as_string(), "+1 XXX 555-0190");
  EXPECT_EQ(info.at("handsets").at(0).at("state").as_string(), "idle");
  EXPECT_THAT(body, Not(HasSubstr(auth_token)));
  EXPECT_THAT(body, Not(HasSubstr(api_key_secret)));
}

TEST_F(RestTest, ShowsTestsWhatItSent) {
  dial("+14155550191");
  start();
  const auto caller = sdk();
  invite(*caller);
  app_.wait_for("/parent");
  const auto journal = boost::json::parse(http("GET", "/sandbox/webhooks").second).at("webhooks");
  EXPECT_EQ(journal.at(0).at("kind").as_string(), "voice");
  EXPECT_EQ(journal.at(0).at("status").as_int64(), 200);
  EXPECT_EQ(journal.at(0).at("params").at("ticket").as_string(), "t 1");
  EXPECT_EQ(journal.at(0).at("url").as_string(), app_.url("/voice"));
  EXPECT_EQ(journal.at(1).at("kind").as_string(), "status");
}

TEST_F(RestTest, LosesCallbacksWhenATestWantsIt) {
  dial("+14155550191");
  start();
  EXPECT_EQ(http("POST", "/sandbox/faults", R"({"drop_callbacks":["status","action"]})").first, 204);
  const auto caller = sdk();
  invite(*caller);
  EXPECT_EQ(caller->expect_error("hangup"), 0) << "the call ends all the same";
  app_.wait_for("/parent");
  EXPECT_TRUE(app_.received("/status").empty());
  EXPECT_TRUE(app_.received("/action").empty());
  EXPECT_EQ(http("POST", "/sandbox/faults", "nonsense").first, 400);
}

TEST_F(RestTest, HasNoTestControlsUnlessAsked) {
  settings_.test_controls = false;
  start();
  EXPECT_EQ(http("POST", "/sandbox/faults", "{}").first, 405);
  EXPECT_EQ(http("POST", "/sandbox/sockets/close").first, 405);
  EXPECT_EQ(http("GET", "/sandbox/webhooks").first, 404);
}

TEST_F(RestTest, SaysWhenThereIsNoHandsetPage) {
  start();
  const auto [status, body] = http("GET", "/");
  EXPECT_EQ(status, 404);
  EXPECT_THAT(body, HasSubstr("--web-root"));
}

}  // namespace
}  // namespace teleperson::sandbox
