#include "checks_fixture.h"

namespace teleperson::gateway::checks {
namespace {

using ErrorKind = http::ClientError::Kind;

void no_answer(Facts& facts, ErrorKind kind) {
  facts.webhook->echo.reset();
  facts.webhook->error = http::ClientError{kind, "as libcurl says"};
}
void foreign(Facts& facts, int status, bool is_problem = false, std::string location = {}) {
  facts.webhook->echo.reset();
  facts.webhook->status = status;
  facts.webhook->is_problem = is_problem;
  facts.webhook->location = std::move(location);
}
Echo& refused(Facts& facts) {
  facts.webhook->echo->signature = Echo::Signature::invalid;
  return *facts.webhook->echo;
}

TEST(WebhookCheckTest, NamesWhatKeepsARequestFromArriving) {
  expect_named(
      check_webhook,
      {{"host or port", [](Facts& f) { no_answer(f, ErrorKind::connect); }, Status::failed,
        "Nothing answers at voice.example.com port 443"},
       {"scheme", [](Facts& f) { no_answer(f, ErrorKind::tls); }, Status::failed, "No secure connection"},
       {"silence", [](Facts& f) { no_answer(f, ErrorKind::timeout); }, Status::failed, "did not answer in time"},
       {"cut", [](Facts& f) { no_answer(f, ErrorKind::other); }, Status::failed, "failed: as libcurl says"},
       {"redirect to another scheme",
        [](Facts& f) {
          f.public_url = "http://voice.example.com";
          foreign(f, 301, false, "https://voice.example.com/v1/twilio/echo?call=call_1");
        },
        Status::failed, "redirects (301) to another scheme (https instead of http)."},
       {"redirect to another host",
        [](Facts& f) { foreign(f, 308, false, "https://www.example.com/v1/twilio/echo?call=call_1"); }, Status::failed,
        "another host (www.example.com"},
       {"redirect to a login page", [](Facts& f) { foreign(f, 302, false, "/login"); }, Status::failed,
        "another path (/login"},
       {"proxy without gateway", [](Facts& f) { foreign(f, 502); }, Status::failed, "does not reach the gateway"},
       {"path not stripped", [](Facts& f) { foreign(f, 404, true); }, Status::failed,
        "does not know the path or method"},
       {"another server", [](Facts& f) { foreign(f, 404); }, Status::failed, "Something other than this gateway"},
       {"another page", [](Facts& f) { foreign(f, 200); }, Status::failed, "Something other than this gateway"},
       {"neither signature nor proof", [](Facts& f) { foreign(f, 403, true); }, Status::failed,
        "does not accept the signature"}});
}

TEST(WebhookCheckTest, NamesWhatAProxyChanged) {
  expect_named(check_webhook,
               {{"signature stripped", [](Facts& f) { f.webhook->echo->signature = Echo::Signature::missing; },
                 Status::failed, "X-Twilio-Signature was stripped"},
                {"content type stripped", [](Facts& f) { f.webhook->echo->content_type.clear(); }, Status::failed,
                 "Content-Type was stripped"},
                {"path", [](Facts& f) { refused(f).target = "/v1/twilio/echo/?call=call_1"; }, Status::failed,
                 "The path was changed on the way"},
                {"body", [](Facts& f) { refused(f).body_sha256 = "other"; }, Status::failed, "The body was changed"},
                {"another Auth Token", [](Facts& f) { refused(f); }, Status::failed, "does not accept this Auth Token"},
                {"its scheme", [](Facts& f) { refused(f).public_url = "http://voice.example.com"; }, Status::failed,
                 "differs in scheme"},
                {"its host", [](Facts& f) { refused(f).public_url = "https://other.example"; }, Status::failed,
                 "differs in host"},
                {"its port", [](Facts& f) { refused(f).public_url = "https://voice.example.com:8443"; }, Status::failed,
                 "differs in port"},
                {"its path", [](Facts& f) { refused(f).public_url = "https://voice.example.com/voice"; },
                 Status::failed, "differs in path"},
                {"forwarded scheme", [](Facts& f) { f.webhook->echo->forwarded_proto = "http"; }, Status::warning,
                 "asked by http"}});
}

TEST(WebhookCheckTest, KnowsThatTwilioCannotReachThisMachineItself) {
  expect_named(check_webhook,
               {{"loopback", [](Facts& f) { f.public_url = f.webhook->echo->public_url = "http://127.0.0.1:8080"; },
                 Status::failed, "names this machine itself"},
                {"the sandbox can",
                 [](Facts& f) {
                   f.sandbox = true;
                   f.public_url = f.webhook->echo->public_url = "http://127.0.0.1:8080";
                 },
                 Status::ok, "arrived unchanged"},
                {"no URL", [](Facts& f) { f.public_url.clear(); }, Status::skipped, "not set"},
                {"no token", [](Facts& f) { f.webhook.reset(); }, Status::skipped, "No Auth Token"}});
}

TEST(WebhookCheckTest, LooksAtTheCertificate) {
  using std::chrono::days;
  expect_named(
      check_certificate,
      {{"soon", [](Facts& f) { f.webhook->certificate_expires = f.now + days(13); }, Status::warning,
        "valid until 2026-12-08"},
       {"very soon", [](Facts& f) { f.webhook->certificate_expires = f.now + days(2); }, Status::failed, "valid until"},
       {"not trusted", [](Facts& f) { no_answer(f, ErrorKind::tls); }, Status::failed, "as libcurl says"},
       {"no TLS", [](Facts& f) { f.public_url = "http://127.0.0.1"; }, Status::skipped, "not https"},
       {"unseen", [](Facts& f) { f.webhook->certificate_expires.reset(); }, Status::skipped, "not seen"}});
}

TEST(WebhookCheckTest, LooksAtCors) {
  expect_named(
      check_cors,
      {{"no extension", [](Facts& f) { f.allowed_origins = {"https://app.example.com"}; }, Status::warning,
        "names no browser extension"},
       {"swallowed", [](Facts& f) { f.preflights[0].allow_origin.clear(); }, Status::failed,
        "abcdefghijklmnop through PUBLIC_URL was answered 204 without Access-Control-Allow-Origin"},
       {"the second of two",
        [](Facts& f) {
          f.preflights.push_back(f.preflights.front());
          f.preflights.back().origin = "moz-extension://second";
        },
        Status::failed, "A preflight (OPTIONS) of moz-extension://second through PUBLIC_URL was answered with another"},
       {"another origin", [](Facts& f) { f.preflights[0].allow_origin = "https://app.example.com"; }, Status::failed,
        "Access-Control-Allow-Origin: https://app.example.com"},
       {"twice", [](Facts& f) { f.preflights[0].allow_origin += ", " + f.preflights[0].allow_origin; }, Status::failed,
        "with another origin"},
       {"any origin", [](Facts& f) { f.preflights[0].allow_origin = "*"; }, Status::ok, "may ask"},
       {"refused", [](Facts& f) { f.preflights[0].status = 405; }, Status::failed, "was answered 405."},
       {"redirected", [](Facts& f) { f.preflights[0].status = 301; }, Status::failed, "was answered 301."},
       {"no token", [](Facts& f) { f.preflights[0].allow_headers = "Content-Type"; }, Status::failed,
        "without X-TLE-Token in Access-Control-Allow-Headers"},
       {"no content type", [](Facts& f) { f.preflights[0].allow_headers = "x-tle-token,x-content-type"; },
        Status::failed, "without Content-Type in"},
       {"neither", [](Facts& f) { f.preflights[0].allow_headers.clear(); }, Status::failed,
        "without X-TLE-Token and Content-Type in"},
       {"all headers", [](Facts& f) { f.preflights[0].allow_headers = "*"; }, Status::ok, "may ask"},
       {"in its own writing", [](Facts& f) { f.preflights[0].allow_headers = "\tCONTENT-TYPE ,,x-tle-token"; },
        Status::ok, "may ask"},
       {"cut", [](Facts& f) { f.preflights[0].error = "no route"; }, Status::skipped, "no route"},
       {"not reached",
        [](Facts& f) {
          f.preflights.clear();
          no_answer(f, ErrorKind::connect);
        },
        Status::skipped, "as libcurl says"},
       {"not asked", [](Facts& f) { f.preflights.clear(); }, Status::skipped, "was not asked"}});
}

TEST(WebhookCheckTest, AdvisesToLookAtTheGatewaysOwnOriginsBeforeTheProxy) {
  const auto findings = findings_of(check_cors, [](Facts& f) { f.preflights[0].allow_origin.clear(); });
  ASSERT_EQ(findings.size(), 1U);
  const auto& remedy = findings.front().remedy;
  EXPECT_LT(remedy.find("ALLOWED_ORIGINS, and restart it"), remedy.find("proxy"));
}

}  // namespace
}  // namespace teleperson::gateway::checks
