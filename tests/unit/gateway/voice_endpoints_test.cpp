#include <gtest/gtest.h>

#include "gateway_fixture.h"
#include "util/encoding.h"

namespace teleperson::test {
namespace {

using AccessTokenEndpoint = GatewayTest;

TEST_F(AccessTokenEndpoint, GivesAPremiumUserATokenForOurAppOnly) {
  const auto response = post("/v1/voice/token", premium);
  const auto document = json(response);
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_EQ(text(document, "identity"), "u_" + hasher.user(user_id).text());
  EXPECT_EQ(document.at("ttl_seconds").as_int64(), 3600);
  EXPECT_EQ(text(document, "expires_at"), util::to_rfc3339(clock.now() + 3600s));

  const auto token = text(document, "token");
  const auto begin = token.find('.') + 1;
  const auto claims =
      boost::json::parse(util::from_base64url(token.substr(begin, token.rfind('.') - begin)).value()).as_object();
  EXPECT_EQ(boost::json::serialize(claims.at("grants")), R"({"identity":")" + text(document, "identity") +
                                                             R"(","voice":{"outgoing":{"application_sid":")" +
                                                             sid("AP") + R"("}}})");
}

TEST_F(AccessTokenEndpoint, KnowsNobodyWithoutAValidToken) {
  for (const auto& token : {std::string(), std::string("tle_"), std::string(36, 'x'), premium + "0",
                            calls::ExtensionToken::random().text()}) {
    const auto response = post("/v1/voice/token", token);
    EXPECT_EQ(problem(response, 401), "unauthorized");
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  }
}

TEST_F(AccessTokenEndpoint, RefusesAPlanWithoutCallingBeforeItLooksAtTheSetup) {
  EXPECT_EQ(problem(post("/v1/voice/token", free), 403), "plan_without_voip");
  settings.caller_id.reset();
  save_settings();
  EXPECT_EQ(problem(post("/v1/voice/token", free), 403), "plan_without_voip");
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 503), "voice_not_configured");
}

TEST_F(AccessTokenEndpoint, FeelsEveryChangeAtOnce) {
  const std::string id(user_id);
  json(post("/v1/voice/token", premium));
  ASSERT_TRUE(wait(store->set_plan(id, "free", {}, clock.now())));
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 403), "plan_without_voip");
  ASSERT_TRUE(wait(store->set_plan(id, "premium", {}, clock.now())));
  ASSERT_TRUE(wait(store->set_disabled(id, true, {}, clock.now())));
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 403), "user_disabled");
  ASSERT_TRUE(wait(store->set_disabled(id, false, {}, clock.now())));
  json(post("/v1/voice/token", premium));
  ASSERT_TRUE(wait(store->revoke_token(calls::ExtensionToken::parse(premium)->hash(), {}, clock.now())));
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 401), "unauthorized");
}

TEST_F(AccessTokenEndpoint, IsOffWhileASecretIsMissing) {
  config.twilio.api_key_secret = util::Secret();
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 503), "voice_not_configured");
  EXPECT_EQ(gateway().setup().missing(), std::vector<std::string_view>{"TWILIO_API_KEY_SECRET"});
}

TEST_F(AccessTokenEndpoint, IsOffForTheAccountOfSomebodyElse) {
  settings.account_sid = sid("AC", '1');
  save_settings();
  EXPECT_EQ(problem(post("/v1/voice/token", premium), 503), "voice_not_configured");
}

using ProfileEndpoint = GatewayTest;

TEST_F(ProfileEndpoint, SaysWhetherThePlanHasCalling) {
  EXPECT_EQ(
      get("/v1/me", premium).body,
      R"({"first_name":"First","plan":"premium","voip":true,"upgrade_url":"https://example.com/pricing","admin":false})");
  EXPECT_FALSE(json(get("/v1/me", free)).at("voip").as_bool());
  EXPECT_EQ(problem(get("/v1/me", "nobody"), 401), "unauthorized");
}

TEST_F(ProfileEndpoint, IsClosedToADisabledUser) {
  ASSERT_TRUE(wait(store->set_disabled(std::string(user_id), true, {}, clock.now())));
  const auto any_call = "/v1/voice/calls/" + calls::CallId::random().text();
  for (const auto& path :
       {std::string("/v1/me"), std::string("/v1/voice/config"), std::string("/v1/companies"), any_call}) {
    EXPECT_EQ(problem(get(path, premium), 403), "user_disabled") << path;
  }
}

using VoiceConfigEndpoint = GatewayTest;

TEST_F(VoiceConfigEndpoint, TellsAClientWhereToConnect) {
  EXPECT_EQ(get("/v1/voice/config", premium).body,
            R"({"enabled":true,"token_endpoint_url":"https://voice.example.com/v1/voice/token",)"
            R"("allowed_regions":["US"]})");
}

TEST_F(VoiceConfigEndpoint, PrefersTheTokenEndpointOfTheDashboardAndSaysWhyCallingIsOff) {
  settings.token_endpoint_url = "https://proxy.example.com/token";
  settings.allowed_regions.clear();
  save_settings();
  const auto document = json(get("/v1/voice/config", free));
  EXPECT_EQ(text(document, "token_endpoint_url"), "https://proxy.example.com/token");
  EXPECT_FALSE(document.at("enabled").as_bool());
  EXPECT_EQ(text(document, "reason"), "region_not_allowed");
}

TEST_F(VoiceConfigEndpoint, NamesASandboxOnThisMachineOnly) {
  const struct {
    const char* api_url;
    const char* host;
  } cases[] = {
      {"http://127.0.0.1:9080", "127.0.0.1:9080"},
      {"http://localhost:9080", "localhost:9080"},
      {"http://[::1]:9080", "[::1]:9080"},
      {"http://127.0.0.1", "127.0.0.1"},
      {"https://127.0.0.1:9080", nullptr},
      {"https://api.twilio.com", nullptr},
      {"http://127.0.0.1.example.com", nullptr},
      {"http://localhost.example.com:1", nullptr},
      {"http://[::10]:9080", nullptr},
      {"http://10.0.0.1:9080", nullptr},
  };
  http::Client client;
  for (const auto& [api_url, host] : cases) {
    config.twilio.api_url = api_url;
    const gateway::Setup setup(config, client);
    EXPECT_EQ(setup.sandbox_host(), host ? std::optional<std::string>(host) : std::nullopt) << api_url;
  }
}

}  // namespace
}  // namespace teleperson::test
