#include "http/problem.h"

#include <gtest/gtest.h>

namespace teleperson::http {
namespace {

TEST(Problem, IsWhatRfc9457Describes) {
  const auto response = problem(403, "plan_without_voip", "No calling in this plan", "Upgrade the plan.");
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"urn:teleperson-voice:plan_without_voip","title":"No calling in this plan","status":403,)"
            R"("detail":"Upgrade the plan.","reason":"plan_without_voip"})");
}

TEST(Problem, LeavesOutADetailThatIsNotThere) {
  EXPECT_EQ(problem(404, "not_found", "Nothing").body,
            R"({"type":"urn:teleperson-voice:not_found","title":"Nothing","status":404,"reason":"not_found"})");
}

TEST(Response, MarksWhatMustNotBeStored) {
  const auto response = Response::json("{}").no_store();
  ASSERT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.headers[0].first, "Cache-Control");
  EXPECT_EQ(response.headers[0].second, "no-store");
}

}  // namespace
}  // namespace teleperson::http
