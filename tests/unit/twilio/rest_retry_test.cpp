#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rest_fixture.h"

namespace teleperson::twilio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Kind = RestError::Kind;

constexpr auto account_document = R"({"status":"active","type":"Full","auth_token":"never read"})";

class RestRetry : public RestTest {};

TEST_F(RestRetry, TriesAgainAfterTooManyRequests) {
  server_.then(429, R"({"code":20429,"message":"Too Many Requests","status":429})");
  server_.then(200, account_document);
  const auto account = run(client_.account());
  ASSERT_TRUE(account) << account.error().message;
  EXPECT_EQ(account->status, "active");
  EXPECT_EQ(account->type, "Full");
  EXPECT_THAT(pace_->pauses, ElementsAre(50ms));
}

TEST_F(RestRetry, TriesThreeTimesAndWaitsLongerEachTime) {
  for (int i = 0; i < 4; ++i)
    server_.then(503, "<html>");
  const auto account = run(client_.account());
  ASSERT_FALSE(account);
  EXPECT_EQ(account.error().kind, Kind::unavailable);
  EXPECT_EQ(account.error().http_status, 503);
  EXPECT_EQ(account.error().code, std::nullopt);
  EXPECT_THAT(server_.seen(), SizeIs(3));
  EXPECT_THAT(pace_->pauses, ElementsAre(50ms, 100ms));
}

TEST_F(RestRetry, AsksNothingBeyondItsDeadline) {
  const RestUrls urls{server_.url(), server_.url(), server_.url()};
  const RestClient late(http_, urls, account_, RestCredentials::of_account(account_, util::Secret(secret)), pace_,
                        RetryRules{.deadline = pace_->now()});
  const auto account = run(late.account());
  ASSERT_FALSE(account);
  EXPECT_EQ(account.error().kind, Kind::unavailable);
  EXPECT_THAT(account.error().message, HasSubstr("no time is left"));
  EXPECT_THAT(server_.seen(), IsEmpty());
}

TEST_F(RestRetry, SendsAPostAgainAfterTooManyRequests) {
  server_.then(429, "{}");
  server_.then(200, "{}");
  EXPECT_TRUE(run(client_.end_call(call_sid('1'))));
  EXPECT_THAT(server_.seen(), SizeIs(2));
}

TEST_F(RestRetry, DoesNotSendAPostAgainWhenItMayHaveHadItsEffect) {
  server_.then(503, "{}");
  EXPECT_EQ(run(client_.create_key("signing")).error().kind, Kind::unavailable);
  EXPECT_THAT(server_.seen(), SizeIs(1));

  server_.then_silence();
  EXPECT_EQ(run(client_.create_key("signing")).error().kind, Kind::unavailable);
  EXPECT_THAT(server_.seen(), SizeIs(2));
  EXPECT_THAT(pace_->pauses, IsEmpty());
}

TEST_F(RestRetry, AsksAgainAfterSilence) {
  server_.then_silence();
  server_.then(200, account_document);
  EXPECT_TRUE(run(client_.account()));
}

TEST_F(RestRetry, TriesAPostAgainWhenNobodyWasReached) {
  std::string closed;
  {
    ScriptedServer gone;
    closed = gone.url();
  }
  const auto ended = run(make_client(closed).end_call(call_sid('1')));
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, Kind::unavailable);
  EXPECT_EQ(ended.error().http_status, 0);
  EXPECT_THAT(pace_->pauses, SizeIs(2));
}

TEST_F(RestRetry, WaitsAsLongAsTwilioWishes) {
  server_.then(429, "{}", {{"Retry-After", "2"}});
  server_.then(503, "{}", {{"Retry-After", "Tue, 24 Nov 2026 09:00:04 GMT"}});
  server_.then(200, account_document);
  EXPECT_TRUE(run(client_.account()));
  EXPECT_THAT(pace_->pauses, ElementsAre(2s, 4s));
}

TEST_F(RestRetry, GivesUpWhenTheWishIsTooLongAndTellsIt) {
  server_.then(429, "{}", {{"Retry-After", "3600"}});
  const auto account = run(client_.account());
  ASSERT_FALSE(account);
  EXPECT_EQ(account.error().kind, Kind::rate_limited);
  EXPECT_EQ(account.error().retry_after, 3600s);
  EXPECT_THAT(pace_->pauses, IsEmpty());
}

TEST_F(RestRetry, DoesNotRepeatWhatWillFailAgain) {
  for (const int status : {302, 400, 401, 403, 404}) {
    server_.then(status, "{}");
    EXPECT_FALSE(run(client_.account()));
  }
  EXPECT_THAT(server_.seen(), SizeIs(5));
}

TEST(Backoff, IsFullJitterUpToACap) {
  const RetryRules rules;
  EXPECT_EQ(backoff(rules, 0, 0.0), 0ms);
  EXPECT_EQ(backoff(rules, 0, 0.5), 50ms);
  EXPECT_EQ(backoff(rules, 3, 0.5), 400ms);
  EXPECT_EQ(backoff(rules, 5, 0.999), 2997ms);
  EXPECT_EQ(backoff(rules, 1000, 0.5), 1500ms);
}

TEST(RetryAfter, IsSecondsOrADate) {
  const auto asked = *util::parse_rfc3339("2026-11-24T09:00:00Z");
  const std::pair<std::string, std::optional<std::chrono::seconds>> cases[] = {
      {"0", 0s},
      {"120", 120s},
      {"99999999999999999999999999", 86400s},
      {"-1", std::nullopt},
      {"1.5", std::nullopt},
      {"", std::nullopt},
      {"soon", std::nullopt},
      {"Tue, 24 Nov 2026 09:01:00 GMT", 60s},
      {"Tue, 24 Nov 2026 08:00:00 GMT", 0s},
      {"Wed, 24 Nov 2027 08:00:00 GMT", 86400s},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(parse_retry_after(text, asked), expected) << text;
}

}  // namespace
}  // namespace teleperson::twilio
