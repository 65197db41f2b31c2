#include <gtest/gtest.h>

#include "../http/test_server.h"
#include "gateway_fixture.h"

namespace teleperson::test {
namespace {

using TicketEndpoint = GatewayTest;

TEST_F(TicketEndpoint, GivesATicketForAVerifiedNumber) {
  const auto response = post("/v1/voice/calls", premium, R"({"number_id":")" + number_id + R"("})");
  const auto document = json(response, 201);
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_TRUE(calls::CallId::parse(text(document, "call_id")));
  EXPECT_TRUE(calls::Ticket::parse(text(document, "ticket")));
  EXPECT_EQ(text(document, "expires_at"), util::to_rfc3339(clock.now() + 60s));
  EXPECT_EQ(get("/v1/voice/calls/" + text(document, "call_id"), premium).body,
            R"({"call_id":")" + text(document, "call_id") + R"(","state":"pending"})");
}

TEST_F(TicketEndpoint, RefusesAnyOtherBody) {
  const std::string nested = std::string(1000, '[') + std::string(1000, ']');
  for (const std::string& body :
       {std::string(), std::string("{}"), std::string("null"), std::string("[]"), std::string(R"("num_1")"),
        std::string(R"({"number_id":1})"), std::string(R"({"number_id":null})"), std::string(R"({"number_id":""})"),
        std::string(R"({"number_id":{}})"), std::string(R"({"number_id":"a","to":"+14155550123"})"),
        std::string(R"({"number_id":"a"} x)"), std::string(R"({"number_id":"a\u0000"})"), R"({"number_id":)" + nested,
        std::string("{\"number_id\":\"\xff\"}"), R"({"number_id":")" + std::string(65, 'a') + R"("})"}) {
    EXPECT_EQ(problem(post("/v1/voice/calls", premium, body), 400), "bad_request") << body;
  }
}

TEST_F(TicketEndpoint, TakesJsonOnly) {
  const auto with_type = [&](std::string_view type) {
    return ask(Method::post, "/v1/voice/calls", {{"X-TLE-Token", premium}, {"Content-Type", type}},
               R"({"number_id":"num_none"})");
  };
  EXPECT_EQ(problem(with_type("text/plain"), 415), "unsupported_media_type");
  EXPECT_EQ(problem(with_type(""), 415), "unsupported_media_type");
  EXPECT_EQ(problem(with_type("application/jsonx"), 415), "unsupported_media_type");
  EXPECT_EQ(problem(with_type("Application/JSON; charset=utf-8"), 404), "number_not_found");
}

TEST_F(TicketEndpoint, SaysWhenTryingAgainMayHelp) {
  settings.limits.tickets_per_minute = 1;
  save_settings();
  issue_ticket();
  const auto response = post("/v1/voice/calls", premium, R"({"number_id":")" + number_id + R"("})");
  EXPECT_EQ(problem(response, 429), "rate_limited");
  EXPECT_EQ(header(response, "Retry-After"), "60");
}

TEST_F(TicketEndpoint, AsksThePolicy) {
  EXPECT_EQ(problem(post("/v1/voice/calls", free, R"({"number_id":")" + number_id + R"("})"), 403),
            "plan_without_voip");
  settings.allowed_regions = {"CA"};
  save_settings();
  EXPECT_EQ(problem(post("/v1/voice/calls", premium, R"({"number_id":")" + number_id + R"("})"), 403),
            "region_not_allowed");
}

/// Answers as Twilio's REST API would, and keeps what it was asked.
class EndCall : public GatewayTest {
 protected:
  EndCall() {
    twilio_.start();
    config.twilio.api_url = twilio_.url();
  }

  std::string asked;
  std::string authorization;
  http::Response answer = http::Response::json("{}");

 private:
  http::TestServer twilio_{[this](http::Request& request) -> util::Task<http::Response> {
    asked = std::string(request.target) + " " + std::string(request.body);
    authorization = request.header("Authorization");
    co_return answer;
  }};
};

TEST_F(EndCall, VoidsATicketThatWasNotUsed) {
  const auto issued = issue_ticket();
  const auto ended = json(post("/v1/voice/calls/" + issued.call_id + "/end", premium));
  EXPECT_EQ(text(ended, "state"), "ended");
  EXPECT_EQ(text(ended, "reason"), "ticket_unused");
  EXPECT_TRUE(ask_voice_url(issued.ticket, parent).body.contains("<Reject"));
  EXPECT_EQ(state_of(issued), "ended");
  EXPECT_EQ(asked, "");
}

TEST_F(EndCall, HangsUpTheBrowsersLegAtTwilio) {
  const auto issued = start_call();
  EXPECT_EQ(text(json(post("/v1/voice/calls/" + issued.call_id + "/end", premium)), "state"), "dialing");
  EXPECT_EQ(asked, "/2010-04-01/Accounts/" + sid("AC") + "/Calls/" + parent + ".json Status=completed");
  const auto credentials = sid("SK") + ":secret of the key";
  EXPECT_EQ(authorization, "Basic " + util::to_base64({reinterpret_cast<const std::uint8_t*>(credentials.data()),
                                                       credentials.size()}));
}

TEST_F(EndCall, SaysWhenTwilioDidNot) {
  const auto issued = start_call();
  answer = http::Response::json(R"({"code":20429,"message":"secret of the key"})", 429);
  EXPECT_EQ(problem(post("/v1/voice/calls/" + issued.call_id + "/end", premium), 502), "twilio_unavailable");
  EXPECT_FALSE(log_lines().contains("secret of the key"));
}

TEST_F(EndCall, IsContentWhenTheCallIsOverAtTwilio) {
  const auto issued = start_call();
  answer = http::Response::json(R"({"code":20404})", 404);
  json(post("/v1/voice/calls/" + issued.call_id + "/end", premium));
  answer = http::Response::json(R"({"code":21220})", 400);
  json(post("/v1/voice/calls/" + issued.call_id + "/end", premium));
}

TEST_F(EndCall, LeavesACallThatIsOverAlone) {
  const auto issued = start_call();
  webhook("/v1/twilio/dial-result?call=" + issued.call_id, {{"CallSid", parent}, {"DialCallStatus", "busy"}});
  const auto ended = json(post("/v1/voice/calls/" + issued.call_id + "/end", premium));
  EXPECT_EQ(text(ended, "reason"), "busy");
  EXPECT_EQ(text(ended, "outcome"), "failed");
  EXPECT_EQ(asked, "");
}

using CallEndpoint = GatewayTest;

TEST_F(CallEndpoint, KnowsOwnCallsOnly) {
  const auto issued = issue_ticket();
  for (const auto& path : {"/v1/voice/calls/" + issued.call_id, std::string("/v1/voice/calls/call_x"),
                           "/v1/voice/calls/" + calls::CallId::random().text()}) {
    EXPECT_EQ(problem(get(path, other_premium), 404), "call_not_found") << path;
    EXPECT_EQ(problem(post(path + "/end", other_premium), 404), "call_not_found") << path;
  }
  EXPECT_EQ(state_of(issued), "pending");
}

TEST_F(CallEndpoint, FollowsTheCall) {
  const auto issued = start_call();
  const auto status = [&](const char* text) {
    return webhook("/v1/twilio/status?call=" + issued.call_id,
                   {{"CallSid", child}, {"ParentCallSid", parent}, {"CallStatus", text}});
  };
  EXPECT_EQ(state_of(issued), "dialing");
  EXPECT_EQ(status("ringing").status, 204);
  EXPECT_EQ(state_of(issued), "ringing");
  EXPECT_EQ(status("in-progress").status, 204);
  EXPECT_EQ(state_of(issued), "in_progress");
  EXPECT_EQ(status("ringing").status, 204);  // late
  EXPECT_EQ(state_of(issued), "in_progress");
  webhook("/v1/twilio/amd?call=" + issued.call_id, {{"CallSid", child}, {"AnsweredBy", "human"}});
  const auto hangup = webhook("/v1/twilio/dial-result?call=" + issued.call_id,
                              {{"CallSid", parent}, {"DialCallStatus", "completed"}, {"DialCallDuration", "42"}});
  EXPECT_TRUE(hangup.body.ends_with("<Response><Hangup/></Response>"));
  EXPECT_EQ(get("/v1/voice/calls/" + issued.call_id, premium).body,
            R"({"call_id":")" + issued.call_id +
                R"(","state":"ended","outcome":"answered","reason":"completed","duration_seconds":42})");
}

TEST_F(CallEndpoint, TellsWhyTheWebhookRefused) {
  const auto issued = issue_ticket();
  ASSERT_TRUE(wait(store->set_plan(std::string(user_id), "free", {}, clock.now())));
  EXPECT_TRUE(ask_voice_url(issued.ticket, parent).body.contains("<Reject"));
  const auto ended = json(get("/v1/voice/calls/" + issued.call_id, premium));
  EXPECT_EQ(text(ended, "state"), "ended");
  EXPECT_EQ(text(ended, "reason"), "plan_without_voip");
}

TEST_F(CallEndpoint, TellsThatTheTicketRanOut) {
  const auto issued = issue_ticket();
  clock.advance(61s);
  EXPECT_TRUE(ask_voice_url(issued.ticket, parent).body.contains("<Reject"));
  EXPECT_EQ(text(json(get("/v1/voice/calls/" + issued.call_id, premium)), "reason"), "ticket_expired");
}

}  // namespace
}  // namespace teleperson::test
