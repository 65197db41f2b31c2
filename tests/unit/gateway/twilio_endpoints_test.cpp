#include <gtest/gtest.h>

#include "gateway_fixture.h"

namespace teleperson::test {
namespace {

using WebhookGate = GatewayTest;

const std::vector<std::string> webhooks{"/v1/twilio/voice", "/v1/twilio/dial-result", "/v1/twilio/status",
                                        "/v1/twilio/amd", "/v1/twilio/fallback"};

TEST_F(WebhookGate, OpensForOurAccountsSignatureOnly) {
  const util::FormFields fields{{"CallSid", parent}, {"AccountSid", sid("AC")}};
  const auto body = util::encode_form(fields);
  const auto send = [&](const std::string& path, const std::string& signature) {
    return ask(Method::post, path,
               {{"X-Twilio-Signature", signature}, {"Content-Type", "application/x-www-form-urlencoded"}}, body);
  };
  for (const auto& path : webhooks) {
    const auto url = config.public_url + path;
    EXPECT_EQ(problem(send(path, ""), 403), "invalid_signature");
    EXPECT_EQ(problem(send(path, twilio::sign(util::Secret("guess"), url, fields)), 403), "invalid_signature");
    EXPECT_EQ(problem(send(path, twilio::sign(config.twilio.auth_tokens[0], url + "?call=x", fields)), 403),
              "invalid_signature");
    EXPECT_EQ(problem(send(path + "?call=x", twilio::sign(config.twilio.auth_tokens[0], url, fields)), 403),
              "invalid_signature");
    for (const auto& token : config.twilio.auth_tokens) {
      EXPECT_LT(send(path, twilio::sign(token, url, fields)).status, 300) << path;
    }
  }
}

TEST_F(WebhookGate, TrustsNothingThatTheRequestSaysOfItsHost) {
  const util::FormFields fields{{"CallSid", parent}, {"AccountSid", sid("AC")}};
  const auto body = util::encode_form(fields);
  const auto signature = twilio::sign(config.twilio.auth_tokens[0], "https://evil.example/v1/twilio/voice", fields);
  const auto response = ask(Method::post, "/v1/twilio/voice",
                            {{"X-Twilio-Signature", signature},
                             {"Content-Type", "application/x-www-form-urlencoded"},
                             {"Host", "evil.example"},
                             {"X-Forwarded-Host", "evil.example"},
                             {"X-Forwarded-Proto", "https"}},
                            body);
  EXPECT_EQ(problem(response, 403), "invalid_signature");
}

TEST_F(WebhookGate, KnowsThePrefixThatAProxyStrips) {
  config.public_url = "https://example.com/voice";
  EXPECT_EQ(webhook("/v1/twilio/status", {{"CallSid", parent}, {"CallStatus", "completed"}}).status, 204);
}

TEST_F(WebhookGate, RefusesWhatIsSignedButNotRight) {
  for (const auto& path : webhooks) {
    EXPECT_EQ(problem(signed_form(path, {{"CallSid", parent}, {"AccountSid", sid("AC", '1')}}), 403),
              "invalid_signature");
    EXPECT_EQ(problem(signed_form(path, {{"CallSid", parent}}), 403), "invalid_signature");
    EXPECT_EQ(problem(webhook(path, {{"CallSid", parent}, {"CallSid", parent}}), 400), "bad_request");
    EXPECT_EQ(problem(webhook(path, {{"CallSid", parent}, {"From", "a"}, {"From", "b"}}), 400), "bad_request");
    EXPECT_EQ(problem(ask(Method::post, path, {{"Content-Type", "application/json"}}, "{}"), 415),
              "unsupported_media_type");
    EXPECT_EQ(problem(ask(Method::post, path, {{"Content-Type", "application/x-www-form-urlencoded"}}, "a=%zz"), 400),
              "bad_request");
  }
  for (const auto* path : {"/v1/twilio/voice", "/v1/twilio/dial-result", "/v1/twilio/status", "/v1/twilio/amd"}) {
    EXPECT_EQ(problem(webhook(path, {{"CallSid", "CA"}}), 400), "bad_request") << path;
  }
}

TEST_F(WebhookGate, StaysShutWithoutAnAuthToken) {
  config.twilio.auth_tokens = {util::Secret("")};
  EXPECT_EQ(problem(webhook("/v1/twilio/voice", {{"CallSid", parent}}), 503), "voice_not_configured");
}

using VoiceWebhook = GatewayTest;

TEST_F(VoiceWebhook, DialsTheNumberOfTheTicketAndTheSameAgainForARepeat) {
  const auto issued = issue_ticket();
  const auto response = ask_voice_url(issued.ticket, parent);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "text/xml");
  EXPECT_TRUE(response.body.contains(">+14155550123</Number>"));
  EXPECT_TRUE(response.body.contains(R"(callerId="+14155550100" timeLimit="3600")"));
  EXPECT_TRUE(response.body.contains(R"(action="https://voice.example.com/v1/twilio/dial-result?call=)" +
                                     issued.call_id + R"(#rc=3&amp;rp=ct,rt,5xx")"));
  EXPECT_TRUE(response.body.contains("/v1/twilio/amd?call="));
  EXPECT_EQ(ask_voice_url(issued.ticket, parent).body, response.body);
}

TEST_F(VoiceWebhook, DetectsVoicemailOnlyIfSetSo) {
  settings.voicemail_detection = false;
  save_settings();
  EXPECT_FALSE(ask_voice_url(issue_ticket().ticket, parent).body.contains("/v1/twilio/amd"));
}

TEST_F(VoiceWebhook, RejectsEveryOtherUseOfATicket) {
  const auto issued = issue_ticket();
  const auto expect_reject = [](const http::Response& response) {
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.body.ends_with(R"(<Response><Reject reason="rejected"/></Response>)")) << response.body;
  };
  expect_reject(ask_voice_url("", parent));
  expect_reject(ask_voice_url("tkt_none", parent));
  expect_reject(ask_voice_url(calls::Ticket::random().text(), parent));
  expect_reject(ask_voice_url(issued.ticket, parent, "+14155550123"));
  expect_reject(ask_voice_url(issued.ticket, parent, "client:u_" + hasher.user("another premium user").text()));
  expect_reject(webhook("/v1/twilio/voice", {{"CallSid", parent},
                                             {"ApplicationSid", sid("AP", '1')},
                                             {"From", "client:u_" + hasher.user(user_id).text()},
                                             {"ticket", issued.ticket}}));
  EXPECT_EQ(state_of(issued), "pending");  // its owner can still use it
  EXPECT_TRUE(ask_voice_url(issued.ticket, parent).body.contains("<Dial "));
  expect_reject(ask_voice_url(issued.ticket, child));
  EXPECT_EQ(state_of(issued), "dialing");
}

TEST_F(VoiceWebhook, TakesTheNumberFromTheTicketNeverFromTheClient) {
  const auto issued = issue_ticket();
  const auto response = webhook("/v1/twilio/voice", {{"CallSid", parent},
                                                     {"From", "client:u_" + hasher.user(user_id).text()},
                                                     {"To", "+19005550123"},
                                                     {"number_id", "num_other"},
                                                     {"ticket", issued.ticket}});
  EXPECT_TRUE(response.body.contains(">+14155550123</Number>"));
  EXPECT_FALSE(response.body.contains("9005550123"));
}

using Callbacks = GatewayTest;

TEST_F(Callbacks, OfUnknownCallsAreTakenAndDropped) {
  const auto unknown = calls::CallId::random().text();
  EXPECT_EQ(webhook("/v1/twilio/status", {{"CallSid", parent}, {"CallStatus", "completed"}}).status, 204);
  EXPECT_EQ(webhook("/v1/twilio/status?call=" + unknown, {{"CallSid", parent}, {"CallStatus", "completed"}}).status,
            204);
  EXPECT_EQ(webhook("/v1/twilio/amd", {{"CallSid", child}, {"AnsweredBy", "human"}}).status, 204);
  EXPECT_EQ(webhook("/v1/twilio/dial-result?call=junk", {{"CallSid", parent}}).status, 200);
  EXPECT_EQ(wait(store->call_log(0, 10))->size(), 0U);
}

TEST_F(Callbacks, OfTheBrowsersLegFindTheirCallByItsSid) {
  const auto issued = start_call();
  EXPECT_EQ(webhook("/v1/twilio/status", {{"CallSid", parent}, {"CallStatus", "completed"}}).status, 204);
  EXPECT_EQ(state_of(issued), "ended");
}

TEST_F(Callbacks, RepeatedManyTimesLeaveOneRow) {
  const auto issued = start_call();
  for (int i = 0; i < 5; ++i) {
    webhook("/v1/twilio/dial-result?call=" + issued.call_id, {{"CallSid", parent}, {"DialCallStatus", "no-answer"}});
    webhook("/v1/twilio/status", {{"CallSid", parent}, {"CallStatus", "completed"}});
    webhook("/v1/twilio/status?call=" + issued.call_id,
            {{"CallSid", child}, {"ParentCallSid", parent}, {"CallStatus", "no-answer"}});
  }
  EXPECT_EQ(wait(store->call_log(0, 10))->size(), 1U);
}

TEST_F(GatewayTest, FallbackHangsUpAndNeverDials) {
  const auto issued = issue_ticket();
  const auto response = webhook("/v1/twilio/fallback", {{"CallSid", parent},
                                                        {"From", "client:u_" + hasher.user(user_id).text()},
                                                        {"ticket", issued.ticket},
                                                        {"ErrorCode", "11200"}});
  EXPECT_TRUE(response.body.ends_with("<Response><Hangup/></Response>"));
  EXPECT_EQ(state_of(issued), "pending");
  EXPECT_TRUE(log_lines().contains(R"("error_code":"11200")"));
}

}  // namespace
}  // namespace teleperson::test
