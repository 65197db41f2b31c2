#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/endpoints/page_policy.h"
#include "gateway_fixture.h"

namespace teleperson::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Pages : public GatewayTest {
 protected:
  void build_dashboard() {
    std::filesystem::create_directories(folder.file("admin/dist"));
    std::ofstream(folder.file("admin/dist/index.html")) << "<title>Dashboard</title>";
    config.web_root = folder.file("");
  }
  void build_dialer() {
    std::filesystem::create_directories(folder.file("dialer-web/dist"));
    std::ofstream(folder.file("dialer-web/dist/index.html")) << "<title>Dialer</title>";
    config.web_root = folder.file("");
  }
};

TEST_F(Pages, ServesTheDialer) {
  build_dialer();
  const auto page = ask(Method::get, "/try/");
  EXPECT_EQ(page.body, "<title>Dialer</title>");
  EXPECT_THAT(header(page, "Permissions-Policy"), HasSubstr("microphone=(self)"));
  EXPECT_EQ(ask(Method::get, "/try/other").status, 404);
  const auto redirect = ask(Method::get, "/try");
  EXPECT_EQ(redirect.status, 308);
  EXPECT_EQ(header(redirect, "Location"), "try/");
}

TEST_F(Pages, ServesTheDashboardToNobodyElsesPages) {
  build_dashboard();
  const auto page = ask(Method::get, "/admin/");
  EXPECT_EQ(page.body, "<title>Dashboard</title>");
  EXPECT_THAT(header(page, "Permissions-Policy"), HasSubstr("microphone=(self)"));
  EXPECT_THAT(header(page, "Content-Security-Policy"), HasSubstr("img-src 'self' data:;"));
  EXPECT_THAT(header(page, "Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"));
  EXPECT_EQ(header(ask(Method::get, "/admin"), "Location"), "admin/");
}

TEST_F(Pages, RunsWithoutBuiltApplicationsAndSaysSo) {
  EXPECT_EQ(ask(Method::get, "/try/").status, 404);
  EXPECT_EQ(ask(Method::get, "/admin/").status, 404);
  EXPECT_THAT(log_lines(), HasSubstr(R"("application":"dialer-web")"));
  EXPECT_THAT(log_lines(), HasSubstr(R"("application":"admin")"));
}

TEST_F(Pages, RefusesToStartWithABrokenDialer) {
  std::filesystem::create_directories(folder.file("dialer-web/dist"));
  config.web_root = folder.file("");
  EXPECT_THROW(gateway(), std::runtime_error);
}

TEST_F(Pages, ServesTheContractItWasBuiltFrom) {
  std::ifstream file(SOURCE_DIR "/api/openapi.yaml");
  const std::string contract(std::istreambuf_iterator<char>(file), {});
  const auto response = ask(Method::get, "/openapi.yaml");
  EXPECT_EQ(response.content_type, "application/yaml");
  EXPECT_EQ(response.body, contract);
}

TEST_F(Pages, TheLandingPageRunsNoScript) {
  const auto page = ask(Method::get, "/");
  EXPECT_THAT(page.body, HasSubstr(R"(href="/try/")"));
  EXPECT_THAT(header(page, "Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_THAT(header(page, "Content-Security-Policy"), Not(HasSubstr("script-src")));
}

TEST_F(Pages, OtherOriginsReadAnswersOnlyIfListed) {
  config.allowed_origins = {"https://app.example.com"};
  const auto origin = [&](std::string_view name) {
    return header(ask(Method::get, "/v1/me", {{"Origin", name}}), "Access-Control-Allow-Origin");
  };
  EXPECT_EQ(origin("https://app.example.com"), "https://app.example.com");
  EXPECT_EQ(origin("https://evil.example.com"), "(none)");
}

TEST(AdminSecurityPolicy, AllowsTestCallsThroughTheSandboxOrTwilioAndNoPicturesFromElsewhere) {
  const auto sandbox = gateway::admin_security_policy("127.0.0.1:9080");
  EXPECT_THAT(sandbox, HasSubstr("connect-src 'self' ws://127.0.0.1:9080 http://127.0.0.1:9080;"));
  EXPECT_THAT(sandbox, Not(HasSubstr("https:")));
  const auto live = gateway::admin_security_policy(std::nullopt);
  EXPECT_THAT(live, HasSubstr("wss://voice-js.roaming.twilio.com"));
  EXPECT_THAT(live, HasSubstr("img-src 'self' data:;"));
}

TEST(DialerSecurityPolicy, AllowsTheSandboxOrTwilio) {
  const auto sandbox = gateway::dialer_security_policy("127.0.0.1:9080");
  EXPECT_THAT(sandbox, HasSubstr("connect-src 'self' ws://127.0.0.1:9080 http://127.0.0.1:9080;"));
  EXPECT_THAT(sandbox, Not(HasSubstr("https:")));
  const auto live = gateway::dialer_security_policy(std::nullopt);
  EXPECT_THAT(live, HasSubstr("wss://voice-js.roaming.twilio.com"));
  EXPECT_THAT(live, Not(HasSubstr("ws://")));
}

}  // namespace
}  // namespace teleperson::test
