#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

/// An installation with which all is well.
inline Facts good_facts() {
  using namespace std::chrono_literals;
  Facts facts{.now = *util::parse_rfc3339("2026-11-25T05:00:00Z"),
              .public_url = "https://voice.example.com",
              .allowed_origins = {"chrome-extension://abcdefghijklmnopabcdefghijklmnop"},
              .account_sid = "the account"};
  facts.settings = policy::Settings{.account_sid = "the account",
                                    .caller_id = phone::E164::parse("+14155550100"),
                                    .allowed_regions = {"US", "CA"},
                                    .limits = {}};
  facts.database = DatabaseFacts{.answers = true};
  facts.migrations = MigrationFacts{.found = 2, .known = 2};
  facts.disk = DiskFacts{.free_bytes = 5UL << 30, .size_bytes = 10UL << 30};

  auto& twilio = facts.twilio;
  twilio.clock_skew = 1s;
  twilio.credentials.by_auth_token = {AccountFacts{.status = "active"}};
  twilio.credentials.by_key = Told<void>();
  twilio.credentials.key_is_listed = true;
  twilio.credentials.key_is_restricted = false;
  twilio.application = ApplicationFacts{.voice_url = "https://voice.example.com/v1/twilio/voice",
                                        .voice_method = "POST",
                                        .voice_fallback_url = "https://voice.example.com/v1/twilio/fallback",
                                        .voice_fallback_method = "POST",
                                        .status_callback = "https://voice.example.com/v1/twilio/status",
                                        .status_callback_method = "POST"};
  twilio.caller_id = CallerIdFacts{.standing = CallerIdFacts::Standing::owned, .emergency_address = true};
  twilio.countries = std::vector<CountryFacts>{{.iso = "US", .low_risk = true}, {.iso = "GB"}, {.iso = "LV"}};

  const std::string target = "/v1/twilio/echo?call=call_1";
  facts.webhook = WebhookFacts{.target = target, .body_sha256 = "hash", .status = 200};
  facts.webhook->echo = Echo{.public_url = facts.public_url,
                             .method = "POST",
                             .target = target,
                             .host = "voice.example.com",
                             .content_type = "application/x-www-form-urlencoded",
                             .body_sha256 = "hash",
                             .signature = Echo::Signature::valid};
  facts.webhook->certificate_expires = facts.now + std::chrono::days(60);
  facts.preflights = {PreflightFacts{.origin = facts.allowed_origins.front(),
                                     .status = 204,
                                     .allow_origin = facts.allowed_origins.front(),
                                     .allow_headers = "X-TLE-Token, Content-Type"}};
  return facts;
}

/// One misconfiguration, made on purpose, and how it is named.
struct Fault {
  std::string_view name;
  void (*make)(Facts&);
  Status status;
  std::string_view said;  ///< a part of the finding's `what`
};

/// What `make` brings up, beyond what is said of a good installation; the worst first is not needed.
inline Findings findings_of(Findings (*check)(const Facts&), void (*make)(Facts&)) {
  auto facts = good_facts();
  make(facts);
  return check(facts);
}

inline void expect_named(Findings (*check)(const Facts&), std::initializer_list<Fault> faults) {
  using testing::AllOf;
  using testing::Contains;
  using testing::Field;
  using testing::HasSubstr;
  for (const auto& finding : check(good_facts()))
    EXPECT_EQ(to_string(finding.status), "ok") << finding.what;
  for (const auto& fault : faults) {
    SCOPED_TRACE(fault.name);
    const auto findings = findings_of(check, fault.make);
    EXPECT_THAT(findings, Contains(AllOf(Field(&Finding::status, fault.status),
                                         Field(&Finding::what, HasSubstr(std::string(fault.said))))));
    for (const auto& finding : findings) {
      const bool needs_advice = finding.status == Status::warning || finding.status == Status::failed;
      EXPECT_EQ(needs_advice, !finding.why.empty() && !finding.remedy.empty()) << finding.what;
    }
  }
}

inline void PrintTo(const Finding& finding, std::ostream* out) {
  *out << to_string(finding.status) << ' ' << finding.check << ": " << finding.what;
}

}  // namespace teleperson::gateway::checks
