#include "sandbox/webhook/retry_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/webhook/faults.h"

namespace teleperson::sandbox {
namespace {

using std::chrono::milliseconds;

ConnectionOverrides overrides_of(const std::string& fragment) {
  return parse_webhook_url("https://app.example/a?b=c#" + fragment).overrides;
}

TEST(ConnectionOverrides, StandInTheFragmentWhichIsNotSent) {
  const WebhookUrl url = parse_webhook_url("https://app.example/a?b=c#rc=3&rp=ct,rt,5xx&ct=200&rt=300&tt=400&e=dublin");
  EXPECT_EQ(url.url, "https://app.example/a?b=c");
  EXPECT_EQ(url.warning, "");
  EXPECT_EQ(url.overrides, (ConnectionOverrides{.retries = 3,
                                                .on_connect_failure = true,
                                                .on_read_timeout = true,
                                                .on_client_error = false,
                                                .on_server_error = true,
                                                .connect_timeout = milliseconds(200),
                                                .read_timeout = milliseconds(300),
                                                .total_timeout = milliseconds(400)}));
}

TEST(ConnectionOverrides, DefaultToOneRetryAfterAConnectFailure) {
  const ConnectionOverrides defaults = parse_webhook_url("https://app.example/").overrides;
  EXPECT_EQ(defaults, ConnectionOverrides{});
  EXPECT_TRUE(should_retry(defaults, AttemptResult::connect_failed, 1));
  EXPECT_FALSE(should_retry(defaults, AttemptResult::connect_failed, 2));
  EXPECT_FALSE(should_retry(defaults, AttemptResult::read_timeout, 1));
  EXPECT_FALSE(should_retry(defaults, AttemptResult::server_error, 1));
}

TEST(ConnectionOverrides, ThatAreNotUnderstoodLeaveTheDefault) {
  for (const char* fragment :
       {"rc=6", "rc=-1", "rc=", "rp=6xx", "ct=99", "ct=10001", "rt=15001", "tt=x", "zz=1", "section"}) {
    const WebhookUrl url = parse_webhook_url(std::string("https://app.example/#") + fragment);
    EXPECT_EQ(url.overrides, ConnectionOverrides{}) << fragment;
    EXPECT_THAT(url.warning, ::testing::HasSubstr("11243")) << fragment;
  }
}

TEST(RetryPolicy, RepeatsWhatItIsAskedTo) {
  const struct {
    const char* fragment;
    AttemptResult result;
    bool retry;
  } cases[] = {
      {"rp=4xx", AttemptResult::client_error, true},       {"rp=4xx", AttemptResult::connect_failed, false},
      {"rp=5xx", AttemptResult::server_error, true},       {"rp=5xx", AttemptResult::client_error, false},
      {"rp=rt", AttemptResult::read_timeout, true},        {"rp=all", AttemptResult::connect_failed, true},
      {"rp=all", AttemptResult::client_error, true},       {"rp=all", AttemptResult::broken_answer, false},
      {"rp=all", AttemptResult::redirect, false},          {"rp=all", AttemptResult::success, false},
      {"rc=0&rp=all", AttemptResult::server_error, false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(should_retry(overrides_of(c.fragment), c.result, 1), c.retry) << c.fragment;
}

TEST(RetryPolicy, CountsRetriesNotAttempts) {
  const ConnectionOverrides three = overrides_of("rc=3&rp=5xx");
  EXPECT_TRUE(should_retry(three, AttemptResult::server_error, 3));
  EXPECT_FALSE(should_retry(three, AttemptResult::server_error, 4));
}

TEST(RetryPolicy, SortsAnswersByTheirStatus) {
  EXPECT_EQ(attempt_result(200), AttemptResult::success);
  EXPECT_EQ(attempt_result(204), AttemptResult::success);
  EXPECT_EQ(attempt_result(302), AttemptResult::redirect);
  EXPECT_EQ(attempt_result(404), AttemptResult::client_error);
  EXPECT_EQ(attempt_result(503), AttemptResult::server_error);
}

TEST(Faults, AreReadFromJson) {
  const auto faults = parse_faults(R"({"drop_callbacks":["amd","parent"],"duplicate":2,"shuffle":true,"delay_ms":50})");
  ASSERT_TRUE(faults);
  EXPECT_TRUE(faults->drops(WebhookKind::machine_detection));
  EXPECT_TRUE(faults->drops(WebhookKind::parent_status));
  EXPECT_FALSE(faults->drops(WebhookKind::status));
  EXPECT_EQ(faults->duplicate, 2);
  EXPECT_TRUE(faults->shuffle);
  EXPECT_EQ(faults->delay, milliseconds(50));
}

TEST(Faults, SayWhatIsWrong) {
  for (const char* json :
       {"", "[]", R"({"drop_callbacks":"amd"})", R"({"drop_callbacks":["voice"]})", R"({"duplicate":-1})",
        R"({"duplicate":11})", R"({"shuffle":1})", R"({"delay_ms":60001})", R"({"dely_ms":1})"}) {
    EXPECT_FALSE(parse_faults(json)) << json;
  }
}

}  // namespace
}  // namespace teleperson::sandbox
