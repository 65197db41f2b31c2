#include "checks_fixture.h"

namespace teleperson::gateway::checks {
namespace {

using Kind = Untold::Kind;

std::unexpected<Untold> untold(Kind kind) {
  return std::unexpected(Untold{kind, "Twilio answered so"});
}

void wrong_secret(Facts& facts) {
  facts.twilio.credentials.by_key = untold(Kind::not_authenticated);
}
void wrong_auth_token(Facts& facts) {
  facts.twilio.credentials.by_auth_token = {untold(Kind::not_authenticated)};
}

TEST(ChecksTest, NamesEachWrongCredential) {
  expect_named(
      check_credentials,
      {{"restricted by its own refusal", [](Facts& f) { f.twilio.credentials.by_key = untold(Kind::not_allowed); },
        Status::failed, "is a Restricted key"},
       {"restricted as the account says", [](Facts& f) { f.twilio.credentials.key_is_restricted = true; },
        Status::failed, "is a Restricted key"},
       {"another secret", wrong_secret, Status::failed, "TWILIO_API_KEY_SECRET is not the secret of"},
       {"the Auth Token as the secret",
        [](Facts& f) {
          wrong_secret(f);
          f.twilio.credentials.secret_is_an_auth_token = true;
        },
        Status::failed, "TWILIO_API_KEY_SECRET is the Auth Token"},
       {"some Auth Token as the secret",
        [](Facts& f) {
          wrong_secret(f);
          f.twilio.credentials.secret_looks_like_auth_token = true;
        },
        Status::failed, "looks like an Auth Token"},
       {"another account's key",
        [](Facts& f) {
          wrong_secret(f);
          f.twilio.credentials.key_is_listed = false;
        },
        Status::failed, "TWILIO_API_KEY_SID is not a key of this account"},
       {"both swapped",
        [](Facts& f) {
          wrong_secret(f);
          wrong_auth_token(f);
          f.twilio.credentials.by_key_secret = AccountFacts{.status = "active"};
        },
        Status::failed, "are swapped"},
       {"another Auth Token", wrong_auth_token, Status::failed, "TWILIO_AUTH_TOKEN is not the Auth Token of"},
       {"one of two Auth Tokens",
        [](Facts& f) { f.twilio.credentials.by_auth_token.emplace_back(untold(Kind::not_authenticated)); },
        Status::warning, "Auth Token 2 of 2"},
       {"a suspended account",
        [](Facts& f) { f.twilio.credentials.by_auth_token = {AccountFacts{.status = "suspended"}}; }, Status::failed,
        "is suspended"},
       {"a trial", [](Facts& f) { f.twilio.credentials.by_auth_token.front()->trial = true; }, Status::warning,
        "is a trial"},
       {"Twilio overloaded", [](Facts& f) { f.twilio.credentials.by_auth_token = {untold(Kind::unavailable)}; },
        Status::failed, "did not tell about the account"},
       {"Twilio overloaded at the key", [](Facts& f) { f.twilio.credentials.by_key = untold(Kind::unexpected); },
        Status::failed, "did not tell about the API key"},
       {"nothing configured", [](Facts& f) { f.twilio.credentials = {}; }, Status::skipped, "No Auth Token is set"}});
}

TEST(ChecksTest, SaysSwappedOnceOnly) {
  const auto findings = findings_of(check_credentials, [](Facts& f) {
    wrong_secret(f);
    wrong_auth_token(f);
    f.twilio.credentials.by_key_secret = AccountFacts{.status = "active"};
  });
  EXPECT_EQ(findings.size(), 1U);
}

TEST(ChecksTest, ALookAloneAccusesNobody) {
  for (const auto& finding :
       findings_of(check_credentials, [](Facts& f) { f.twilio.credentials.secret_looks_like_auth_token = true; })) {
    EXPECT_EQ(finding.status, Status::ok) << finding.what;
  }
}

TEST(ChecksTest, ComparesClocks) {
  using namespace std::chrono_literals;
  expect_named(check_clock, {{"behind", [](Facts& f) { f.twilio.clock_skew = -90s; }, Status::failed, "90 s behind"},
                             {"ahead", [](Facts& f) { f.twilio.clock_skew = 60s; }, Status::failed, "60 s ahead of"},
                             {"a little", [](Facts& f) { f.twilio.clock_skew = -10s; }, Status::warning, "10 s behind"},
                             {"unknown", [](Facts& f) { f.twilio.clock_skew = {}; }, Status::skipped, "no clock"}});
}

TEST(ChecksTest, ComparesTheAppsUrlsPartByPart) {
  expect_named(
      check_twiml_app,
      {{"unknown app", [](Facts& f) { f.twilio.application = untold(Kind::not_found); }, Status::failed,
        "is not a TwiML App of this account"},
       {"not told", [](Facts& f) { f.twilio.application = untold(Kind::unavailable); }, Status::failed, "did not tell"},
       {"no URL", [](Facts& f) { (*f.twilio.application)->voice_url.clear(); }, Status::failed, "has no voice URL"},
       {"scheme", [](Facts& f) { (*f.twilio.application)->voice_url = "http://voice.example.com/v1/twilio/voice"; },
        Status::failed, "voice URL is not this gateway's: it differs in scheme (http instead of https)."},
       {"host", [](Facts& f) { (*f.twilio.application)->voice_url = "https://demo.example/v1/twilio/voice"; },
        Status::failed, "host (demo.example instead of voice.example.com)."},
       {"port", [](Facts& f) { (*f.twilio.application)->voice_url = "https://voice.example.com:8443/v1/twilio/voice"; },
        Status::failed, "port (8443 instead of 443)."},
       {"path", [](Facts& f) { (*f.twilio.application)->voice_fallback_url = "https://voice.example.com/fallback"; },
        Status::failed, "fallback URL is not this gateway's: it differs in path"},
       {"method", [](Facts& f) { (*f.twilio.application)->status_callback_method = "GET"; }, Status::failed,
        "status callback URL by GET instead of POST"}});
}

TEST(ChecksTest, TakesConnectionOverridesAsTheSameUrl) {
  for (const auto& finding :
       findings_of(check_twiml_app, [](Facts& f) { (*f.twilio.application)->status_callback += "#rc=3&rp=5xx"; })) {
    EXPECT_EQ(finding.status, Status::ok) << finding.what;
  }
}

TEST(ChecksTest, LooksTheCallerIdUp) {
  using Standing = CallerIdFacts::Standing;
  expect_named(check_caller_id,
               {{"foreign", [](Facts& f) { (*f.twilio.caller_id)->standing = Standing::foreign; }, Status::failed,
                 "neither a number of the Twilio account nor verified"},
                {"no voice", [](Facts& f) { (*f.twilio.caller_id)->voice_capable = false; }, Status::failed,
                 "cannot make voice calls"},
                {"verified", [](Facts& f) { (*f.twilio.caller_id)->standing = Standing::verified; }, Status::ok,
                 "is verified at Twilio"},
                {"unset", [](Facts& f) { f.settings->caller_id.reset(); }, Status::skipped, "is set yet"},
                {"not asked", [](Facts& f) { f.twilio.caller_id.reset(); }, Status::skipped, "was not asked"},
                {"not told", [](Facts& f) { f.twilio.caller_id = untold(Kind::not_allowed); }, Status::skipped,
                 "may not ask for it"}});
  expect_named(check_emergency_address,
               {{"none", [](Facts& f) { (*f.twilio.caller_id)->emergency_address = false; }, Status::warning,
                 "has no emergency address"},
                {"verified", [](Facts& f) { (*f.twilio.caller_id)->standing = Standing::verified; }, Status::skipped,
                 "Only a number of the Twilio account"}});
}

TEST(ChecksTest, ComparesGeoPermissionsInBothDirections) {
  expect_named(
      check_geo_permissions,
      {{"closed there", [](Facts& f) { f.settings->allowed_regions.push_back("GB"); }, Status::failed,
        "Allowed here but closed at Twilio: GB."},
       {"not in their list", [](Facts& f) { f.settings->allowed_regions.push_back("AQ"); }, Status::failed,
        "closed at Twilio: AQ."},
       {"the shared entry closed", [](Facts& f) { (*f.twilio.countries)->front().low_risk = false; }, Status::failed,
        "closed at Twilio: US, CA."},
       {"open there", [](Facts& f) { (*f.twilio.countries)->back().low_risk = true; }, Status::warning,
        "Open at Twilio but not allowed here: LV."},
       {"high risk", [](Facts& f) { (*f.twilio.countries)->back().high_risk_tollfraud = true; }, Status::warning,
        "High-risk numbers are open at Twilio: LV."},
       {"not told", [](Facts& f) { f.twilio.countries = untold(Kind::not_allowed); }, Status::skipped, "by hand"}});
}

TEST(ChecksTest, TakesCanadaAndTheTerritoriesForTheUnitedStatesEntry) {
  for (const auto& regions : {std::vector<std::string>{"CA"}, {"US"}, {"US", "PR", "GU"}}) {
    auto facts = good_facts();
    facts.settings->allowed_regions = regions;
    for (const auto& finding : check_geo_permissions(facts))
      EXPECT_EQ(finding.status, Status::ok) << finding.what;
  }
}

TEST(ChecksTest, SaysWhenTwilioDoesNotAnswer) {
  expect_named(
      check_twilio,
      {{"no answer", [](Facts& f) { f.twilio = {.api_url = "https://api.twilio.com", .unreachable = "no route"}; },
        Status::failed, "does not answer at https://api.twilio.com: no route"},
       {"another server", [](Facts& f) { f.twilio.unusable_status = 404; }, Status::failed,
        "Something other than Twilio's REST API answers at"},
       {"overload", [](Facts& f) { f.twilio.unusable_status = 429; }, Status::failed, "it answers 429"},
       {"nothing configured", [](Facts& f) { f.account_sid.reset(); }, Status::skipped,
        "TWILIO_ACCOUNT_SID is not set"}});
}

}  // namespace
}  // namespace teleperson::gateway::checks
