#include <gmock/gmock.h>

#include "../store/test_database.h"
#include "gateway_fixture.h"
#include "util/password.h"

namespace teleperson::test {
namespace {

namespace bj = boost::json;

/// An admin on a plan with calling, signed in.
class AdminVoice : public GatewayTest {
 protected:
  static constexpr std::string_view admin_id = "an admin with a telling id";

  AdminVoice() { add_admin(std::string(admin_id), "admin", admin, "premium"); }

  http::Response asked(Method method, std::string_view target, std::string_view body = {}) {
    if (cookie_.empty()) {
      const auto response =
          ask(Method::post, "/v1/admin/session", {{"X-TLE-Token", admin}, {"Content-Type", "application/json"}},
              R"({"password":")" + std::string(admin_password) + R"("})");
      cookie_ = header(response, "Set-Cookie");
      cookie_.resize(cookie_.find(';'));
    }
    return ask(method, target,
               {{"Cookie", cookie_}, {"Origin", config.public_url}, {"Content-Type", "application/json"}}, body);
  }
  bj::object state() { return json(asked(Method::get, "/v1/admin/voice-state")); }
  /// The whole of a part of the state.
  std::string state(std::string_view part) { return bj::serialize(state().at(part)); }

  http::Response call_number(const std::string& id) {
    return asked(Method::post, "/v1/admin/test-calls", R"({"number_id":")" + id + R"("})");
  }
  Issued started() {
    const auto ticket = json(call_number(number_id), 201).at("ticket").as_object();
    return {text(ticket, "call_id"), text(ticket, "ticket")};
  }
  http::Response view(const Issued& call) { return asked(Method::get, "/v1/admin/test-calls/" + call.call_id); }

  /// `ticket`, or where it did not pass `!ticket region_not_allowed`; details in brackets.
  static std::vector<std::string> steps(const bj::object& document) {
    std::vector<std::string> lines;
    for (const auto& value : document.at("steps").as_array()) {
      const auto& step = value.as_object();
      std::string line = (step.at("passed").as_bool() ? "" : "!") + text(step, "step");
      if (step.contains("reason")) line += " " + text(step, "reason");
      if (step.contains("detail")) line += " (" + text(step, "detail") + ")";
      if (step.contains("count")) line += " " + std::to_string(step.at("count").as_int64());
      lines.push_back(std::move(line));
    }
    return lines;
  }
  std::vector<std::string> steps_of(const Issued& call) { return steps(json(view(call))); }

  http::Response ask_voice_url_as_admin(const Issued& call) {
    return ask_voice_url(call.ticket, parent, "client:u_" + hasher.user(std::string(admin_id)).text());
  }
  void callback(const Issued& call, const std::string& name, util::FormFields fields) {
    clock.advance(1s);
    const auto response = webhook("/v1/twilio/" + name + "?call=" + call.call_id, std::move(fields));
    EXPECT_LT(response.status, 300) << response.body;
  }

  const std::string admin = calls::ExtensionToken::random().text();

 private:
  std::string cookie_;
};

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

TEST_F(AdminVoice, TheStateTellsWhatTheServerHasButNoSecret) {
  const auto body = asked(Method::get, "/v1/admin/voice-state").body;
  EXPECT_THAT(body, HasSubstr(R"("public_url":"https://voice.example.com")"));
  EXPECT_THAT(body, HasSubstr(R"("voice_url":"https://voice.example.com/v1/twilio/voice")"));
  EXPECT_THAT(body, HasSubstr(R"({"name":"TWILIO_API_KEY_SECRET","set":true})"));
  EXPECT_THAT(body, HasSubstr(R"("account_sid":")" + sid("AC") + "\""));
  EXPECT_THAT(body, Not(HasSubstr("sandbox")));
  for (const auto* hidden : {"secret of the key", "retired token", "token of the account", "telling id"})
    EXPECT_THAT(body, Not(HasSubstr(hidden)));
}

TEST_F(AdminVoice, TheStateTellsOfASandboxAndOfWhatIsNotSet) {
  config.twilio.api_url = "http://127.0.0.1:9080";
  config.twilio.auth_tokens.clear();
  const auto server = state().at("server").as_object();
  EXPECT_EQ(bj::serialize(server.at("sandbox")), R"({"host":"127.0.0.1:9080"})");
  EXPECT_THAT(bj::serialize(server.at("keys")), HasSubstr(R"({"name":"TWILIO_AUTH_TOKEN","set":false})"));
  EXPECT_EQ(state("you"), R"({"plan":"premium","reason":"voice_not_configured"})");
}

TEST_F(AdminVoice, EachUserIsCountedForOneReason) {
  const auto users = [&] {
    auto counted = state().at("users").as_object();
    counted.erase("plans");
    return bj::serialize(counted);
  };
  EXPECT_EQ(users(), R"({"able":3,"disabled":0,"plan_without_calling":1,"without_token":0})");
  ASSERT_TRUE(wait(store->set_disabled("user on the free plan", true, {}, clock.now())));
  ASSERT_TRUE(wait(store->revoke_token(calls::ExtensionToken::parse(other_premium)->hash(), {}, clock.now())));
  EXPECT_EQ(users(), R"({"able":2,"disabled":1,"plan_without_calling":0,"without_token":1})");
  settings.voip_plans = {"free"};
  save_settings();
  EXPECT_EQ(users(), R"({"able":0,"disabled":1,"plan_without_calling":3,"without_token":0})");
  EXPECT_EQ(state("you"), R"({"plan":"premium","reason":"plan_without_voip"})");
}

TEST_F(AdminVoice, EachNumberIsCountedForWhatThePolicySays) {
  add_number("+14165550123", "Toronto", true);
  add_number("+442079460123", "London", true);
  add_number("+14155550177", "not verified", false);
  add_number("+19005550123", "premium rate", true);
  add_number(settings.caller_id->text(), "our own", true);
  const auto until = clock.now() + 10min;
  ASSERT_TRUE(wait(store->verify_number(phone::E164::parse("+442079460123").value(), until, {}, clock.now())));
  EXPECT_EQ(state("numbers"),
            R"({"callable":1,"refused":[{"reason":"region_not_allowed","numbers":2},)"
            R"({"reason":"number_type_not_allowed","numbers":2},{"reason":"number_not_verified","numbers":1}],)"
            R"("regions_not_allowed":[{"region":"CA","numbers":1},{"region":"GB","numbers":1}]})");
  clock.advance(10min);
  settings.allowed_regions = {"US", "CA", "GB"};
  save_settings();
  EXPECT_EQ(state("numbers"),
            R"({"callable":2,"refused":[{"reason":"number_type_not_allowed","numbers":2},)"
            R"({"reason":"number_not_verified","numbers":1},{"reason":"verification_lapsed","numbers":1}],)"
            R"("regions_not_allowed":[]})");
}

TEST_F(AdminVoice, OffersNumbersWithWhatThePolicyWouldSay) {
  add_number("+442079460123", "London", true);
  const auto offered = [&](std::string_view query) {
    std::vector<std::string> lines;
    const auto answer = json(asked(Method::get, std::string("/v1/admin/callable-numbers").append(query)));
    for (const auto& company : answer.at("companies").as_array()) {
      for (const auto& listed : company.as_object().at("numbers").as_array())
        lines.push_back(text(listed.as_object(), "label") + " " + text(listed.as_object(), "reason"));
    }
    return lines;
  };
  EXPECT_THAT(offered(""), UnorderedElementsAre("Reservations (none)", "London region_not_allowed"));
  EXPECT_THAT(offered("?q=exam"), UnorderedElementsAre("Reservations (none)", "London region_not_allowed"));
  EXPECT_THAT(offered("?q=other"), ElementsAre());
  EXPECT_EQ(problem(asked(Method::get, "/v1/admin/callable-numbers?q=%zz"), 400), "bad_request");
}

TEST_F(AdminVoice, ATestCallIsFollowedFromTheTokenToTheRow) {
  const auto document = json(call_number(number_id), 201);
  EXPECT_THAT(steps(document), ElementsAre("access_token", "ticket"));
  EXPECT_EQ(text(document.at("access_token").as_object(), "identity"),
            "u_" + hasher.user(std::string(admin_id)).text());
  const auto ticket = document.at("ticket").as_object();
  const Issued call{text(ticket, "call_id"), text(ticket, "ticket")};
  EXPECT_THAT(steps_of(call), ElementsAre("access_token", "ticket"));

  EXPECT_THAT(ask_voice_url_as_admin(call).body, HasSubstr("<Dial "));
  EXPECT_THAT(steps_of(call), ElementsAre("access_token", "ticket", "webhook", "redemption", "twiml (dial)"));
  const util::FormFields leg{{"CallSid", child}, {"ParentCallSid", parent}};
  const auto status = [&](const std::string& value, util::FormFields more = {}) {
    auto fields = leg;
    fields.emplace_back("CallStatus", value);
    fields.insert(fields.end(), more.begin(), more.end());
    callback(call, "status", std::move(fields));
  };
  status("initiated");
  status("ringing");
  status("in-progress");
  callback(call, "amd", {{"CallSid", child}, {"AnsweredBy", "human"}});
  status("completed", {{"CallDuration", "7"}, {"SipResponseCode", "200"}});
  callback(call, "dial-result",
           {{"CallSid", parent}, {"DialCallSid", child}, {"DialCallStatus", "completed"}, {"DialCallDuration", "7"}});
  EXPECT_THAT(steps_of(call),
              ElementsAre("access_token", "ticket", "webhook", "redemption", "twiml (dial)", "dialled", "ringing",
                          "answered", "detected (human)", "ended completed 200", "logged (answered) 7"));
  const auto seen = json(view(call));
  EXPECT_EQ(text(seen.at("call").as_object(), "outcome"), "answered");
  EXPECT_THAT(text(state(), "last_answered_at"), HasSubstr("T"));
  EXPECT_EQ(RawDatabase(folder.file("gateway.db")).count("audit_log where action = 'test_call.started'"), 1);
  EXPECT_FALSE(log_lines().contains("telling id"));
  EXPECT_FALSE(log_lines().contains(number));
}

TEST_F(AdminVoice, ARefusalOfThePolicyIsTheLastStep) {
  add_number("+442079460123", "London", true);
  std::string london;
  const auto companies = wait(store->last_verified());
  for (const auto& entry : companies->companies.at(0).numbers) {
    if (entry.label == "London") london = entry.number.id;
  }
  EXPECT_THAT(steps(json(call_number(london))), ElementsAre("access_token", "!ticket region_not_allowed"));
  EXPECT_THAT(steps(json(call_number("num_0"))), ElementsAre("access_token", "!ticket number_not_found"));
  ASSERT_TRUE(wait(store->set_plan(std::string(admin_id), "free", {}, clock.now())));
  const auto refused = json(call_number(number_id));
  EXPECT_THAT(steps(refused), ElementsAre("!access_token plan_without_voip"));
  EXPECT_FALSE(refused.contains("ticket"));
  EXPECT_FALSE(refused.contains("access_token"));
  EXPECT_EQ(RawDatabase(folder.file("gateway.db")).count("audit_log where action = 'test_call.started'"), 0);
}

TEST_F(AdminVoice, ARefusalAtTheWebhookTellsWhy) {
  const auto call = started();
  ASSERT_TRUE(wait(store->unverify_number(phone::E164::parse(number).value(), {}, clock.now())));
  EXPECT_THAT(ask_voice_url_as_admin(call).body, HasSubstr("<Reject"));
  EXPECT_THAT(steps_of(call),
              ElementsAre("access_token", "ticket", "webhook", "!redemption number_not_verified", "twiml (reject)"));
}

TEST_F(AdminVoice, AWebhookThatWasRefusedMeanwhileIsAStep) {
  ask(Method::post, "/v1/twilio/voice", {{"Content-Type", "application/x-www-form-urlencoded"}}, "before=1");
  clock.advance(1s);
  const auto call = started();
  const util::FormFields fields{{"CallSid", parent}, {"AccountSid", sid("AC", 'f')}};
  EXPECT_EQ(signed_form("/v1/twilio/voice", fields).status, 403);
  const auto unsigned_form = [&] {
    return ask(Method::post, "/v1/twilio/voice",
               {{"X-Twilio-Signature", "no"}, {"Content-Type", "application/x-www-form-urlencoded"}}, "a=1");
  };
  EXPECT_EQ(unsigned_form().status, 403);
  EXPECT_EQ(unsigned_form().status, 403);
  EXPECT_THAT(webhook("/v1/twilio/voice", {{"CallSid", parent}, {"ApplicationSid", sid("AP", 'f')}}).body,
              HasSubstr("<Reject"));
  EXPECT_THAT(steps_of(call), ElementsAre("access_token", "ticket", "!webhook_refused other_account (voice) 1",
                                          "!webhook_refused invalid_signature (voice) 2",
                                          "!webhook_refused other_application (voice) 1"));
}

TEST_F(AdminVoice, ManyRefusedWebhooksTakeNoMoreMemory) {
  const auto call = started();
  for (int i = 0; i < 300; ++i)
    ask(Method::post, "/v1/twilio/voice", {{"Content-Type", "application/x-www-form-urlencoded"}}, "a=1");
  EXPECT_THAT(steps_of(call), testing::Contains("!webhook_refused invalid_signature (voice) 64"));
}

TEST_F(AdminVoice, OthersCallsAreNotShownOrEnded) {
  const auto others = issue_ticket();
  EXPECT_EQ(problem(view(others), 404), "call_not_found");
  EXPECT_EQ(problem(asked(Method::post, "/v1/admin/test-calls/" + others.call_id + "/end"), 404), "call_not_found");
  EXPECT_EQ(problem(asked(Method::get, "/v1/admin/test-calls/nonsense"), 404), "call_not_found");
  EXPECT_EQ(state_of(others), "pending");
}

TEST_F(AdminVoice, EndingATestCallVoidsItsTicket) {
  const auto call = started();
  const auto ended = json(asked(Method::post, "/v1/admin/test-calls/" + call.call_id + "/end"));
  EXPECT_EQ(text(ended, "state"), "ended");
  EXPECT_THAT(ask_voice_url_as_admin(call).body, HasSubstr("<Reject"));
}

TEST_F(AdminVoice, AMalformedRequestIsToldWhatToSend) {
  for (const auto* body : {"", "[]", "{}", R"({"number_id":7})", R"({"number_id":""})", R"({"number_id":"a","b":1})"})
    EXPECT_EQ(problem(asked(Method::post, "/v1/admin/test-calls", body), 400), "bad_request") << body;
  EXPECT_EQ(problem(call_number(std::string(65, 'a')), 400), "bad_request");
}

TEST_F(AdminVoice, AServerThatShutsDownStartsNoTestCall) {
  state();
  gateway().start_draining();
  EXPECT_EQ(problem(call_number(number_id), 503), "draining");
}

}  // namespace
}  // namespace teleperson::test
