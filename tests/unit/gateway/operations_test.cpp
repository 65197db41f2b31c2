#include <boost/asio/detached.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../store/test_database.h"
#include "gateway/drain.h"
#include "gateway/observer.h"
#include "gateway_fixture.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;
using testing::Not;

using Health = GatewayTest;

TEST_F(Health, IsWellWithItsDatabase) {
  EXPECT_EQ(ask(Method::get, "/livez").body, R"({"status":"ok","checks":{}})");
  EXPECT_EQ(ask(Method::get, "/readyz").body,
            R"({"status":"ok","checks":{"database":"ok","accepting_calls":"ok","voice":"configured"}})");
}

TEST_F(Health, ReportsThatCallingIsNotConfiguredWithoutFailing) {
  config.twilio.auth_tokens.clear();
  const auto document = json(ask(Method::get, "/healthz"));
  EXPECT_EQ(text(document.at("checks").as_object(), "voice"), "not configured on the server");
}

using Draining = GatewayTest;

TEST_F(Draining, TakesNoNewCallsButCallbacksOfOldOnes) {
  const auto live = start_call();
  gateway().start_draining();
  const auto ready = ask(Method::get, "/readyz");
  EXPECT_EQ(ready.status, 503);
  EXPECT_THAT(ready.body, HasSubstr(R"("accepting_calls":"shutting down")"));
  EXPECT_EQ(ask(Method::get, "/livez").status, 200);
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 503), "draining");
  EXPECT_EQ(problem(post("/v1/voice/calls", premium, R"({"number_id":")" + number_id + R"("})"), 503), "draining");
  EXPECT_EQ(
      webhook("/v1/twilio/dial-result?call=" + live.call_id, {{"CallSid", parent}, {"DialCallStatus", "busy"}}).status,
      200);
  EXPECT_EQ(state_of(live), "ended");
}

TEST_F(Draining, StillRedeemsATicketThatWasIssuedBefore) {
  const auto issued = issue_ticket();
  gateway().start_draining();
  EXPECT_TRUE(ask_voice_url(issued.ticket, parent).body.contains("<Dial "));
}

TEST_F(Draining, EndsAtOnceWithoutCallsAndByTheDeadlineWithOne) {
  EXPECT_TRUE(wait(gateway::wait_for_calls(loop, gateway(), 1h)));
  start_call();
  EXPECT_FALSE(wait(gateway::wait_for_calls(loop, gateway(), 0ms)));
}

TEST_F(Draining, EndsWithTheLastCall) {
  const auto live = start_call();
  const auto target = "/v1/twilio/dial-result?call=" + live.call_id;
  const util::FormFields fields{{"CallSid", parent}, {"AccountSid", sid("AC")}, {"DialCallStatus", "busy"}};
  const auto signature = twilio::sign(config.twilio.auth_tokens[0], config.public_url + target, fields);
  const auto body = util::encode_form(fields);
  http::Request request;
  request.method = Method::post;
  request.target = target;
  request.path = request.target.substr(0, target.find('?'));
  request.query = request.target.substr(request.path.size() + 1);
  request.headers = {{"X-Twilio-Signature", signature}, {"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = body;
  auto hang_up = [&]() -> util::Task<> {
    const auto response = co_await gateway().handle(request);
    EXPECT_EQ(response.status, 200);
  };
  boost::asio::co_spawn(loop, hang_up(), boost::asio::detached);
  EXPECT_TRUE(wait(gateway::wait_for_calls(loop, gateway(), 1h)));
}

using FinaliserTest = GatewayTest;

TEST_F(FinaliserTest, WritesTheRowThatNoCallbackWrote) {
  start_call();
  webhook("/v1/twilio/status", {{"CallSid", parent}, {"CallStatus", "completed"}});
  EXPECT_EQ(wait(store->call_log(0, 10))->size(), 0U);
  clock.advance(16s);
  auto stop_when_logged = [&]() -> util::Task<bool> {
    const bool logged = co_await gateway::wait_for_calls(loop, gateway(), 1h);
    gateway().finaliser().stop();
    co_return logged;
  };
  boost::asio::co_spawn(loop, gateway().finaliser().run(), boost::asio::detached);
  EXPECT_TRUE(wait(stop_when_logged()));
  EXPECT_EQ(wait(store->call_log(0, 10))->size(), 1U);
}

TEST_F(GatewayTest, CallsAreKeptForEverUnlessARetentionIsSet) {
  start_call();
  webhook("/v1/twilio/status", {{"CallSid", parent}, {"CallStatus", "completed"}});
  ASSERT_EQ(wait(store->finalise_due(clock.now() + 1min, 10))->rows, 1);
  clock.advance(24h * 365 * 20);
  EXPECT_TRUE(wait(gateway().housekeeper().round()));
  EXPECT_EQ(wait(store->call_log(0, 10))->size(), 1U);
  config.call_log_retention = std::chrono::days(365 * 20);
  EXPECT_TRUE(wait(gateway().housekeeper().round()));
  EXPECT_EQ(wait(store->call_log(0, 10))->size(), 1U);
  clock.advance(24h);
  EXPECT_TRUE(wait(gateway().housekeeper().round()));
  EXPECT_EQ(wait(store->call_log(0, 10))->size(), 0U);
}

TEST_F(GatewayTest, AnswersThatItIsUnavailableWhileTheDatabaseIs) {
  const auto issued = start_call();
  RawDatabase(folder.file("gateway.db"), store::sqlite::Access::write).run("alter table calls rename to lost");
  EXPECT_EQ(problem(get("/v1/voice/calls/" + issued.call_id, premium), 503), "unavailable");
  EXPECT_EQ(problem(ask_voice_url(issued.ticket, parent), 503), "unavailable");
  EXPECT_EQ(problem(webhook("/v1/twilio/status", {{"CallSid", parent}, {"CallStatus", "completed"}}), 503),
            "unavailable");
  EXPECT_THAT(metrics(), HasSubstr(R"(teleperson_voice_store_errors_total{operation="merge"} 1)"));
  EXPECT_THAT(metrics(), Not(HasSubstr("teleperson_voice_live_calls ")));
}

TEST_F(GatewayTest, CountsWhatItDoes) {
  post("/v1/voice/token", premium);
  post("/v1/voice/token", free);
  const auto issued = start_call();
  get("/v1/voice/calls/" + issued.call_id, premium);
  webhook("/v1/twilio/amd?call=" + issued.call_id, {{"CallSid", child}, {"AnsweredBy", "human"}});
  const auto text = metrics();
  for (const auto* line : {
           "teleperson_voice_access_tokens_total 1",
           R"(teleperson_voice_denials_total{reason="plan_without_voip",stage="token"} 1)",
           "teleperson_voice_tickets_total 1",
           "teleperson_voice_redemptions_total 1",
           R"(teleperson_voice_callbacks_total{kind="amd",result="merged"} 1)",
           "teleperson_voice_live_calls 1",
           R"(teleperson_voice_http_requests_total{method="GET",route="/v1/voice/calls/{call_id}",status="200"} 1)",
           R"(teleperson_voice_http_request_duration_seconds_count{route="/v1/voice/token"} 2)",
       }) {
    EXPECT_THAT(text, HasSubstr(std::string(line) + "\n"));
  }
}

TEST_F(GatewayTest, NeverTellsNumbersOrUsersToLogsMetricsOrErrors) {
  std::string told;
  const auto issued = start_call();
  for (const auto& response :
       {post("/v1/voice/token", premium), get("/v1/voice/calls/" + issued.call_id, premium),
        get("/v1/companies?q=4155550123&domain=x%20y", premium), get("/" + std::string(number), premium),
        ask_voice_url(issued.ticket, child), webhook("/v1/twilio/fallback", {{"To", std::string(number)}}),
        post("/v1/voice/calls", premium, R"({"number_id":"+14155550123"})")}) {
    told += response.body;
  }
  told += log_lines() + metrics();
  EXPECT_THAT(told, Not(HasSubstr("4155550123")));
  EXPECT_THAT(told, Not(HasSubstr(std::string(user_id))));
  EXPECT_THAT(told, Not(HasSubstr(hasher.user(user_id).text() + "\"}")));
  EXPECT_THAT(log_lines(), Not(HasSubstr(hasher.user(user_id).text())));
  EXPECT_THAT(log_lines(), Not(HasSubstr(issued.ticket)));
  EXPECT_THAT(log_lines(), Not(HasSubstr(premium)));
  EXPECT_THAT(log_lines(), HasSubstr(R"("route":"/v1/voice/calls/{call_id}")"));
}

TEST_F(GatewayTest, TurnsWhatAnEndpointThrowsIntoAProblemThatTellsNothing) {
  http::Router router;
  gateway::Metrics metrics;
  gateway::Observer observer(router, metrics, log, true);
  const http::RequestHandler throwing = [](http::Request&) -> util::Task<http::Response> {
    throw std::runtime_error("internal detail");
    co_return http::Response();
  };
  http::Request request;
  const auto response = wait(observer.observe(throwing, request));
  EXPECT_EQ(problem(response, 500), "internal_error");
  EXPECT_THAT(response.body, Not(HasSubstr("internal detail")));
  EXPECT_THAT(log_lines(), HasSubstr("internal detail"));
  EXPECT_EQ(header(response, "Strict-Transport-Security"), "max-age=31536000");
}

}  // namespace
}  // namespace teleperson::test
