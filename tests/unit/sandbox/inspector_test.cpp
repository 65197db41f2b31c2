#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox_fixture.h"

namespace teleperson::sandbox {
namespace {

namespace json = boost::json;
using ::testing::ElementsAre;
using testing::FrameClient;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using testing::RawSocket;
using testing::SandboxTest;
using testing::sid;

class InspectorTest : public SandboxTest {
 protected:
  static constexpr const char* good = "answerOnBridge='true' timeLimit='60'";

  json::object get(const std::string& path) {
    const auto [status, body] = http("GET", path);
    EXPECT_EQ(status, 200) << body;
    return json::parse(body).as_object();
  }
  json::array calls() { return get("/sandbox/inspector.json").at("calls").as_array(); }
  json::object call(const std::string& id) { return get("/sandbox/inspector/calls/" + id); }
  static std::vector<std::string> ids(const json::value& findings) {
    std::vector<std::string> result;
    for (const json::value& finding : findings.as_array())
      result.emplace_back(finding.at("id").as_string());
    return result;
  }
  static std::vector<std::string> texts(const json::object& call) {
    std::vector<std::string> result;
    for (const json::value& step : call.at("steps").as_array())
      result.emplace_back(step.at("text").as_string());
    return result;
  }
  /// The webhooks of a call, by kind.
  static json::object webhook(const json::object& call, std::string_view kind) {
    for (const json::value& step : call.at("steps").as_array()) {
      const json::value* webhook = step.as_object().if_contains("webhook");
      if (webhook != nullptr && webhook->at("kind").as_string() == json::string_view(kind.data(), kind.size()))
        return webhook->as_object();
    }
    ADD_FAILURE() << "no webhook " << kind;
    return {};
  }
  /// Places a call that ends by itself, and waits until the application has heard of its end.
  std::string call_that_ends(const std::string& parameters = "ticket=t%201") {
    const auto caller = sdk();
    invite(*caller, "TJS1", parameters);
    for (std::optional<std::string> text; (text = caller->read());) {
      const auto frame = parse_frame(*text);
      if (frame && frame->type == "hangup") break;
    }
    return app_.wait_for("/parent").at(0).field("CallSid");
  }
};

TEST_F(InspectorTest, IsEmptyAtFirst) {
  start();
  const auto state = get("/sandbox/inspector.json");
  EXPECT_THAT(state.at("calls").as_array(), IsEmpty());
  EXPECT_EQ(state.at("oldest").as_string(), "");
  EXPECT_EQ(http("GET", "/sandbox/inspector/calls/" + sid("CA", '1')).first, 404);
}

TEST_F(InspectorTest, ShowsACallFromTheTokenToItsEnd) {
  dial(voice_number, good);
  start();
  const auto phone = handset();
  const auto caller = sdk();
  invite(*caller);
  const std::string leg = phone->expect_text("incoming", "callsid");
  const std::string sid_of_call = caller->expect_text("ringing", "callsid");
  EXPECT_EQ(calls().at(0).at("state").as_string(), "ringing");
  EXPECT_FALSE(calls().at(0).at("over").as_bool());
  phone->send_frame("answer", {{"callsid", leg}, {"sdp", "phone-sdp"}});
  caller->expect("answer");
  EXPECT_EQ(calls().at(0).at("state").as_string(), "in-progress");
  app_.wait_for("/amd");
  caller->send_frame("hangup", {{"callsid", sid_of_call}});
  app_.wait_for("/parent");

  const json::object shown = call(sid_of_call);
  EXPECT_EQ(shown.at("identity").as_string(), "alice");
  EXPECT_EQ(shown.at("state").as_string(), "completed");
  EXPECT_EQ(shown.at("ending").as_string(), "The caller hung up");
  EXPECT_EQ(shown.at("application_sid").as_string(), json::string_view(sid("AP", 'c')));
  EXPECT_THAT(ids(shown.at("findings")), IsEmpty());
  EXPECT_EQ(shown.at("legs").as_array().size(), 2u);
  EXPECT_EQ(shown.at("legs").at(1).at("to").as_string(), voice_number);
  EXPECT_EQ(shown.at("legs").at(1).at("answered_by").as_string(), "human");
  EXPECT_THAT(texts(shown), IsSupersetOf({"Access token accepted", "The Voice SDK places the call", "voice", "Dial",
                                          "The callee's phone rings", "The callee answers", "status", "amd",
                                          "The caller hung up", "action", "parent", "The call is over"}));
  EXPECT_EQ(texts(shown).at(0), "Access token accepted");

  const json::object voice = webhook(shown, "voice");
  EXPECT_EQ(voice.at("url").as_string(), json::string_view(app_.url("/voice")));
  EXPECT_EQ(voice.at("attempts").at(0).at("status").as_int64(), 200);
  EXPECT_EQ(voice.at("signature").as_string(), json::string_view(app_.received("/voice").at(0).signature));
  EXPECT_EQ(voice.at("answer").at("content_type").as_string(), "text/xml");
  EXPECT_THAT(std::string(voice.at("answer").at("pretty").as_string()), HasSubstr("<Response>\n  <Dial"));
  EXPECT_EQ(call(leg).at("id").as_string(), json::string_view(sid_of_call)) << "a leg's CallSid names its call";
}

TEST_F(InspectorTest, NamesAVoiceUrlThatIsNotThere) {
  settings_.voice_url = "http://127.0.0.1:1/voice";
  start();
  const std::string id = call_that_ends();
  const json::object shown = call(id);
  EXPECT_THAT(ids(shown.at("findings")), ElementsAre("webhook_unreachable"));
  EXPECT_EQ(shown.at("code").as_int64(), 11205);
  EXPECT_EQ(shown.at("state").as_string(), "failed");
  EXPECT_THAT(std::string(shown.at("findings").at(0).at("remedy").as_string()), HasSubstr("http://127.0.0.1:1/voice"));
}

TEST_F(InspectorTest, NamesWhatIsWrongWithTheAnswer) {
  app_.answer("/voice", [] { return http::Response{200, "application/json", "{}", {}}; });
  start();
  const json::object shown = call(call_that_ends());
  EXPECT_THAT(ids(shown.at("findings")), ElementsAre("twiml_content_type"));
  EXPECT_EQ(shown.at("code").as_int64(), 12300);
  EXPECT_EQ(shown.at("ending").as_string(), "The application gave no TwiML: 12300");
}

TEST_F(InspectorTest, NamesACallerIdOfSomebodyElse) {
  app_.answer_twiml("/voice",
                    "<Response><Dial callerId='+14155550198' answerOnBridge='true'>+14155550190</Dial></Response>");
  start();
  const json::object shown = call(call_that_ends());
  EXPECT_THAT(ids(shown.at("findings")), ElementsAre("caller_id_not_owned", "no_time_limit", "no_action"))
      << "the worst first";
  EXPECT_EQ(shown.at("code").as_int64(), 13214);
}

TEST_F(InspectorTest, NamesTokensThatAreRefusedAndCountsRepetitions) {
  start();
  for (int time = 0; time < 3; ++time) {
    FrameClient client(port(), "/signal", "");
    client.send_frame("listen", {{"token", token(-60)}});
    EXPECT_EQ(client.expect_error("error"), 31205);
  }
  const json::array shown = calls();
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown.at(0).at("state").as_string(), "refused");
  EXPECT_EQ(shown.at(0).at("times").as_int64(), 3);
  EXPECT_THAT(ids(shown.at(0).at("findings")), ElementsAre("token_expired"));
}

TEST_F(InspectorTest, SaysThatNoPhoneIsSwitchedOn) {
  settings_.ring_timeout = std::chrono::seconds(1);
  dial(voice_number, good);
  start();
  const json::object shown = call(call_that_ends());
  EXPECT_THAT(ids(shown.at("findings")), ElementsAre("nobody_home"));
  EXPECT_EQ(shown.at("state").as_string(), "no-answer");
  EXPECT_EQ(shown.at("ending").as_string(), "Nobody answered in time");
}

TEST_F(InspectorTest, HidesTokensAndSecrets) {
  dial("+14155550191", good);
  start();
  const std::string id = call_that_ends("ticket=t1&sessionToken=hush-1&My_Secret=hush-2&password=hush-3");
  const std::string shown = http("GET", "/sandbox/inspector/calls/" + id).second;
  EXPECT_THAT(shown, Not(HasSubstr("hush")));
  EXPECT_THAT(shown, HasSubstr(R"j({"name":"sessionToken","value":"(hidden)"})j"));
  EXPECT_THAT(shown, HasSubstr(R"({"name":"ticket","value":"t1"})"));
  for (const std::string& secret : {testing::auth_token, testing::api_key_secret, std::string("eyJ")})
    EXPECT_THAT(shown, Not(HasSubstr(secret)));
}

TEST_F(InspectorTest, KeepsTheFirst4KiBOfALongAnswer) {
  app_.answer("/action",
              [] { return http::Response{200, "text/xml", "<!--" + std::string(9000, 'x') + "--><R/>", {}}; });
  dial("+14155550191", good);
  start();
  const json::object action = webhook(call(call_that_ends()), "action");
  EXPECT_EQ(action.at("answer").at("body_bytes").as_int64(), 9011);
  EXPECT_EQ(action.at("answer").at("body").as_string().size(), 4096u);
  EXPECT_EQ(action.at("answer").at("pretty").as_string(), "");
}

TEST_F(InspectorTest, SendsAWebhookAgain) {
  dial("+14155550191", good);
  start();
  const std::string id = call_that_ends();
  const auto voice = webhook(call(id), "voice").at("id").as_int64();
  const std::string replay = "/sandbox/inspector/webhooks/" + std::to_string(voice) + "/replay";
  EXPECT_EQ(http("POST", replay), std::pair(200, std::string(R"({"delivered":true})")));
  const auto requests = app_.wait_for("/voice", 2);
  EXPECT_EQ(requests[1].fields, requests[0].fields);
  EXPECT_EQ(requests[1].signature, requests[0].signature);
  EXPECT_NE(requests[1].idempotency_token, requests[0].idempotency_token);
  const json::object shown = call(id);
  const json::value again = shown.at("steps").as_array().back();
  EXPECT_EQ(again.at("webhook").at("replay_of").as_int64(), voice);

  EXPECT_EQ(http("POST", "/sandbox/inspector/webhooks/999/replay").first, 404);
  EXPECT_EQ(http("POST", "/sandbox/inspector/webhooks/x/replay").first, 404);
  EXPECT_EQ(http("POST", "/sandbox/inspector/webhooks/-1/replay").first, 404);
}

TEST_F(InspectorTest, SendsNothingAgainWithoutTestControls) {
  settings_.test_controls = false;
  dial("+14155550191", good);
  start();
  call_that_ends();
  EXPECT_FALSE(get("/sandbox/inspector.json").at("can_replay").as_bool());
  EXPECT_EQ(http("POST", "/sandbox/inspector/webhooks/1/replay").first, 403);
  EXPECT_EQ(app_.received("/voice").size(), 1u);
}

TEST_F(InspectorTest, IsNotForPagesOfOthers) {
  start();
  const auto status = [&](const std::string& headers) {
    RawSocket socket(port());
    socket.write("GET /sandbox/inspector.json HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n");
    return socket.read_all().substr(9, 3);
  };
  EXPECT_EQ(status("Host: 127.0.0.1:9080\r\n"), "200");
  EXPECT_EQ(status("Host: localhost\r\nOrigin: http://localhost\r\n"), "200");
  EXPECT_EQ(status("Host: 127.0.0.1:9080\r\nOrigin: http://evil.example\r\n"), "403");
  EXPECT_EQ(status("Host: evil.example\r\nOrigin: http://evil.example\r\n"), "403") << "DNS rebinding";
  EXPECT_EQ(status("Host: evil.example:9080\r\n"), "403");
}

TEST_F(InspectorTest, TellsOfChangesAtOnce) {
  dial("+14155550191", good);
  start();
  RawSocket events(port());
  events.write("GET /sandbox/inspector/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  const std::string begin = events.read_until("\"calls\":[]}");
  EXPECT_THAT(begin, HasSubstr("text/event-stream"));
  EXPECT_THAT(begin, HasSubstr("event: calls\n"));
  const std::string id = call_that_ends();
  EXPECT_THAT(events.read_until("\"ending\":\"The callee did not take the call: busy\""),
              HasSubstr("event: changes\ndata: {"));
  EXPECT_THAT(events.read_until(id), HasSubstr(id));
}

}  // namespace
}  // namespace teleperson::sandbox
