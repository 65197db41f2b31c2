#include "twilio/rest_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rest_fixture.h"

namespace teleperson::twilio {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using Kind = RestError::Kind;

class Rest : public RestTest {
 protected:
  std::string last_target() const { return server_.seen().back().target; }
  std::string last_body() const { return server_.seen().back().body; }
};

std::string call_document(char digit, std::string_view rest = "") {
  return R"({"sid":")" + test::sid("CA", digit) + R"(","status":"completed")" + std::string(rest) + "}";
}

TEST_F(Rest, AuthenticatesWithTheKey) {
  server_.then(200, call_document('1'));
  ASSERT_TRUE(run(client_.call(call_sid('1'))));
  EXPECT_EQ(last_target(), path("/Calls/" + test::sid("CA", '1') + ".json"));
  const auto expected = test::sid("SK", 'b') + ":" + secret;
  const auto sent = util::from_base64(server_.seen().back().authorization.substr(6));
  EXPECT_EQ(sent, expected);
}

TEST_F(Rest, ReadsACall) {
  server_.then(200, call_document('2', R"(,"parent_call_sid":")" + test::sid("CA", '1') +
                                           R"(","direction":"outbound-dial","from":"+14155550100","to":"+12125550111",
       "duration":"49","answered_by":"human","date_created":"Tue, 24 Nov 2026 08:59:00 +0000",
       "start_time":"Tue, 24 Nov 2026 08:59:10 +0000","end_time":"Tue, 24 Nov 2026 08:59:59 +0000","price":null)"));
  const auto call = run(client_.call(call_sid('2')));
  ASSERT_TRUE(call) << call.error().message;
  EXPECT_EQ(call->parent, call_sid('1'));
  EXPECT_EQ(call->duration_seconds, 49);
  EXPECT_EQ(call->answered_by, "human");
  EXPECT_EQ(call->created, util::parse_rfc3339("2026-11-24T08:59:00Z"));
  EXPECT_EQ(call->ended, util::parse_rfc3339("2026-11-24T08:59:59Z"));
}

TEST_F(Rest, TakesWhatACallDoesNotHaveYetAsAbsent) {
  for (const auto* rest : {"", R"(,"duration":null,"answered_by":null,"end_time":null)", R"(,"duration":"")",
                           R"(,"duration":"-3")", R"(,"duration":"99999999999")", R"(,"duration":[],"end_time":7)"}) {
    server_.then(200, call_document('1', rest));
    const auto call = run(client_.call(call_sid('1')));
    ASSERT_TRUE(call) << rest;
    EXPECT_EQ(call->duration_seconds, std::nullopt) << rest;
    EXPECT_EQ(call->ended, std::nullopt) << rest;
    EXPECT_EQ(call->parent, std::nullopt) << rest;
    EXPECT_EQ(call->answered_by, "") << rest;
  }
}

TEST_F(Rest, FollowsPagesOnItsHost) {
  server_.then(200, R"({"calls":[)" + call_document('1') + R"(],"next_page_uri":")" +
                        path("/Calls.json?Page=1&PageToken=PA") + R"("})");
  server_.then(200, R"({"calls":[)" + call_document('2') + R"(],"next_page_uri":null})");
  const auto children = run(client_.child_calls(call_sid('0')));
  ASSERT_TRUE(children) << children.error().message;
  EXPECT_THAT(*children, ElementsAre(Field(&CallRecord::sid, call_sid('1')), Field(&CallRecord::sid, call_sid('2'))));
  EXPECT_EQ(last_target(), path("/Calls.json?Page=1&PageToken=PA"));
}

TEST_F(Rest, FollowsWholeUrlsOnItsHost) {
  server_.then(200, R"({"content":[{"iso_code":"US","low_risk_numbers_enabled":true}],"meta":{"next_page_url":")" +
                        server_.url() + R"(/v1/DialingPermissions/Countries?Page=1"}})");
  server_.then(200, R"({"content":[{"iso_code":"GB"}],"meta":{"next_page_url":null}})");
  const auto permissions = run(client_.dialing_permissions());
  ASSERT_TRUE(permissions) << permissions.error().message;
  ASSERT_THAT(*permissions, SizeIs(2));
  EXPECT_TRUE(permissions->front().low_risk);
  EXPECT_FALSE(permissions->back().low_risk);
}

TEST_F(Rest, SendsNoCredentialsToAnotherHost) {
  ScriptedServer thief;
  thief.then(200, R"({"calls":[]})");
  const std::string elsewhere[] = {
      thief.url() + path("/Calls.json"),
      "//127.0.0.1:" + thief.url().substr(thief.url().rfind(':') + 1) + "/",
      server_.url() + "@" + thief.url().substr(7) + "/",
      server_.url() + ".example.com/",
      server_.url() + "0/",
      server_.url(),
      "/\\\\" + thief.url().substr(7),
      "/ HTTP/1.1\\r\\nX-A: 1",
      "Calls.json?Page=1",
      "ftp://127.0.0.1/",
  };
  for (const auto& next : elsewhere) {
    server_.then(200, R"({"calls":[],"next_page_uri":")" + next + R"("})");
    const auto before = server_.seen().size();
    const auto calls = run(client_.child_calls(call_sid('1')));
    if (next.starts_with("//")) {  // a path of ours, though an odd one
      EXPECT_THAT(server_.seen(), SizeIs(before + 4)) << next;
      continue;
    }
    ASSERT_FALSE(calls) << next;
    EXPECT_EQ(calls.error().kind, Kind::unexpected) << next;
    EXPECT_THAT(server_.seen(), SizeIs(before + 1)) << next;
  }
  EXPECT_THAT(thief.seen(), IsEmpty());
}

TEST_F(Rest, GivesUpOnAListWithoutAnEnd) {
  for (int i = 0; i < 300; ++i)
    server_.then(200, R"({"keys":[],"next_page_uri":")" + path("/Keys.json") + R"("})");
  const auto keys = run(client_.list_keys());
  ASSERT_FALSE(keys);
  EXPECT_EQ(keys.error().kind, Kind::unexpected);
  EXPECT_THAT(server_.seen(), SizeIs(200));
}

TEST_F(Rest, AsksForCallsPageByPage) {
  server_.then(200,
               R"({"calls":[)" + call_document('1') + R"(],"next_page_uri":")" + path("/Calls.json?Page=1") + R"("})");
  server_.then(200, R"({"calls":[]})");
  const auto since = *util::parse_rfc3339("2026-11-24T08:00:00Z");
  const auto first = run(client_.calls_since(since));
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_THAT(first->calls, SizeIs(1));
  EXPECT_THAT(last_target(), HasSubstr("StartTime%3E=2026-11-24T08%3A00%3A00Z"));
  const auto second = run(client_.calls_since(since, first->next));
  ASSERT_TRUE(second);
  EXPECT_EQ(second->next, "");
  EXPECT_EQ(last_target(), path("/Calls.json?Page=1"));
}

TEST_F(Rest, ReadsBothErrorFormats) {
  struct Case {
    int status;
    std::string body;
    Kind kind;
    std::optional<int> code;
  };
  const Case cases[] = {
      {401, R"({"code":20003,"message":"Authenticate","status":401})", Kind::not_authenticated, 20003},
      {401, R"({"code":20160,"message":"x","status":401})", Kind::not_allowed, 20160},
      {403, R"({"type":"https://x","title":"x","status":403,"code":70051,"detail":"x"})", Kind::not_allowed, 70051},
      {403, "{}", Kind::unexpected, std::nullopt},
      {403, "blocked by corporate proxy", Kind::unexpected, std::nullopt},
      {403, R"({"code":20403,"status":403})", Kind::unexpected, 20403},
      {401, R"({"code":20159,"status":401})", Kind::not_allowed, 20159},
      {401, R"({"code":20005,"message":"Account not active","status":401})", Kind::account_inactive, 20005},
      {404, R"({"type":"https://x","title":"Not Found","status":404,"code":20404})", Kind::not_found, 20404},
      {400, R"({"code":21212,"message":"Invalid +14155550100"})", Kind::invalid, 21212},
      {409, "", Kind::invalid, std::nullopt},
      {302, "", Kind::unexpected, std::nullopt},
      {404, R"({"code":"20404"})", Kind::not_found, std::nullopt},
      {404, R"({"code":-1})", Kind::not_found, std::nullopt},
      {404, R"({"code":99999999999999999999})", Kind::not_found, std::nullopt},
      {404, "[20404]", Kind::not_found, std::nullopt},
  };
  for (const auto& [status, body, kind, code] : cases) {
    server_.then(status, body);
    const auto call = run(client_.call(call_sid('1')));
    ASSERT_FALSE(call) << body;
    EXPECT_EQ(call.error().kind, kind) << status << body;
    EXPECT_EQ(call.error().code, code) << status << body;
    EXPECT_EQ(call.error().http_status, status);
    EXPECT_THAT(call.error().message, AllOf(StartsWith("Twilio answered"), Not(HasSubstr("+1415"))));
  }
}

TEST_F(Rest, AdvisesOnTheCredentialThatWasAskedWith) {
  const auto token = RestCredentials::of_account(account_, util::Secret("wrong"));
  const RestClient by_token(http_, {.api = server_.url()}, account_, token);
  const auto refuse = [this] { server_.then(401, R"({"code":20003,"message":"Authenticate","status":401})"); };
  refuse();
  EXPECT_THAT(advice_on(run(by_token.call(call_sid('1'))).error()), StartsWith("TWILIO_AUTH_TOKEN must be"));
  refuse();
  EXPECT_THAT(advice_on(run(client_.call(call_sid('1'))).error()), StartsWith("TWILIO_API_KEY_SECRET must be"));
  EXPECT_THAT(advice_on({.kind = Kind::account_inactive, .code = 20005, .message = ""}), HasSubstr("suspended"));
}

TEST_F(Rest, RefusesAnswersThatMakeNoSense) {
  const std::string hostile[] = {"",
                                 "<html>hello</html>",
                                 "[]",
                                 "{}",
                                 R"({"calls":{}})",
                                 R"({"calls":[7]})",
                                 R"({"calls":[{"sid":"CA1","status":"completed"}]})",
                                 R"({"calls":[{"sid":null,"status":"completed"}]})",
                                 R"({"calls":[]} trailing)",
                                 "{\"calls\":[\"\xff\"]}",
                                 R"({"calls":)" + std::string(100'000, '[')};
  for (const auto& body : hostile) {
    server_.then(200, body);
    const auto calls = run(client_.child_calls(call_sid('1')));
    ASSERT_FALSE(calls) << body.substr(0, 60);
    EXPECT_EQ(calls.error().kind, Kind::unexpected) << body.substr(0, 60);
  }
}

TEST_F(Rest, RefusesAnOversizedAnswer) {
  server_.then(200, R"({"calls":[],"x":")" + std::string(9 * 1024 * 1024, 'x') + R"("})");
  const auto calls = run(client_.child_calls(call_sid('1')));
  ASSERT_FALSE(calls);
  EXPECT_EQ(calls.error().kind, Kind::unexpected);
  EXPECT_THAT(server_.seen(), SizeIs(1));
}

TEST_F(Rest, TellsNoSecret) {
  const auto document = std::string(R"({"code":20003,"message":"wellKeptSecret"})");
  for (const int status : {200, 302, 401, 403, 404}) {
    server_.then(status, document);
    const auto account = run(client_.account());
    ASSERT_FALSE(account);
    EXPECT_THAT(account.error().message,
                AllOf(Not(HasSubstr(secret)), Not(HasSubstr("SK")), Not(HasSubstr("AC")), Not(HasSubstr("Basic"))));
  }
}

TEST_F(Rest, EndsACallOnceForAll) {
  server_.then(200, call_document('1'));
  EXPECT_TRUE(run(client_.end_call(call_sid('1'))));
  EXPECT_EQ(last_body(), "Status=completed");
  server_.then(400, R"({"code":21220,"message":"Call is not in-progress. Cannot redirect.","status":400})");
  EXPECT_TRUE(run(client_.end_call(call_sid('1'))));
  server_.then(404, R"({"code":20404,"status":404})");
  EXPECT_EQ(run(client_.end_call(call_sid('1'))).error().kind, Kind::not_found);
}

TEST_F(Rest, MakesAKeyAndKeepsItsSecret) {
  server_.then(201, R"({"sid":")" + test::sid("SK", 'c') + R"(","friendly_name":"a & b","secret":"fresh"})");
  const auto key = run(client_.create_key("a & b"));
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->sid.text(), test::sid("SK", 'c'));
  EXPECT_EQ(key->secret.reveal(), "fresh");
  EXPECT_EQ(last_body(), "FriendlyName=a+%26+b");
}

TEST_F(Rest, SetsOnlyTheFieldsOfAnApplicationThatAreGiven) {
  const auto sid = test::sid("AP", 'd');
  server_.then(
      200, R"({"sid":")" + sid + R"(","friendly_name":"voice","voice_url":"https://a.example/v","voice_method":null})");
  const ApplicationFields fields{.voice_url = "https://a.example/v", .status_callback = ""};
  const auto application = run(client_.update_application(*ApplicationSid::parse(sid), fields));
  ASSERT_TRUE(application) << application.error().message;
  EXPECT_EQ(application->voice_url, "https://a.example/v");
  EXPECT_EQ(application->voice_method, "");
  EXPECT_EQ(last_target(), path("/Applications/" + sid + ".json"));
  EXPECT_EQ(last_body(), "VoiceUrl=https%3A%2F%2Fa.example%2Fv&StatusCallback=");
}

TEST_F(Rest, FindsNumbers) {
  server_.then(200, R"({"incoming_phone_numbers":[{"sid":"PN","phone_number":"+14155550100",
    "capabilities":{"voice":true,"SMS":false},"emergency_status":"Active","emergency_address_sid":"AD1"}]})");
  const auto numbers = run(client_.incoming_numbers(phone::E164::parse("+14155550100")));
  ASSERT_TRUE(numbers) << numbers.error().message;
  EXPECT_THAT(last_target(), HasSubstr("PhoneNumber=%2B14155550100"));
  ASSERT_THAT(*numbers, SizeIs(1));
  EXPECT_TRUE(numbers->front().voice_capable);
  EXPECT_EQ(numbers->front().emergency_address_sid, "AD1");

  server_.then(200, R"({"outgoing_caller_ids":[]})");
  const auto none = run(client_.outgoing_caller_ids());
  ASSERT_TRUE(none);
  EXPECT_THAT(*none, IsEmpty());
  EXPECT_THAT(last_target(), Not(HasSubstr("PhoneNumber=")));
}

TEST_F(Rest, TakesOnlyRegionsInAPath) {
  for (const auto* iso : {"", "us", "USA", "U/", "..", "U?"}) {
    const auto permission = run(client_.dialing_permissions(iso));
    ASSERT_FALSE(permission) << iso;
    EXPECT_EQ(permission.error().kind, Kind::invalid) << iso;
  }
  EXPECT_THAT(server_.seen(), IsEmpty());
}

}  // namespace
}  // namespace teleperson::twilio
