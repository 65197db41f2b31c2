#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/rest/call_filter.h"
#include "sandbox/rest/call_record.h"

namespace teleperson::sandbox {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

const util::Timestamp noon{std::chrono::seconds(1'800'000'000)};  // 2027-01-15T08:00:00Z

/// A callee's leg that was answered at noon and talked for 42 seconds.
CallLeg talked() {
  CallLeg leg;
  leg.parent_sid = "CAparent";
  leg.from = "+14155550199";
  leg.to = "+14155550123";
  leg.created = noon - 5s;
  leg.advance(LegStatus::in_progress, noon);
  leg.advance(LegStatus::completed, noon + 42s);
  return leg;
}

bool accepts(const std::string& query, const CallLeg& leg = talked()) {
  const auto filter = parse_call_filter(*util::parse_form(query));
  EXPECT_TRUE(filter) << query;
  return filter && filter->accepts(leg, view_call(leg, noon + 1h, 0ms));
}

TEST(CallFilter, AcceptsAllWithoutFilters) {
  EXPECT_TRUE(accepts(""));
  EXPECT_TRUE(accepts("PageSize=5&Status=&To="));
}

TEST(CallFilter, ComparesWhatACallIs) {
  const struct {
    const char* query;
    bool accepted;
  } cases[] = {
      {"ParentCallSid=CAparent", true},
      {"ParentCallSid=CAother", false},
      {"Status=completed", true},
      {"Status=busy", false},
      {"To=%2B14155550123", true},
      {"To=%2B14155550124", false},
      {"From=%2B14155550199&Status=completed", true},
      {"From=%2B14155550199&Status=failed", false},
      {"StartTime=2027-01-15", true},
      {"StartTime=2027-01-14", false},
      {"StartTime=2027-01-15T08:00:00Z", true},
      {"StartTime%3E=2027-01-15T08:00:00Z", true},
      {"StartTime>=2027-01-15T08:00:00Z", true},
      {"StartTime%3E=2027-01-15T08:00:01Z", false},
      {"StartTime%3E=2027-01-15", true},
      {"StartTime%3E=2027-01-16", false},
      {"StartTime%3C=2027-01-15", true},
      {"StartTime%3C=2027-01-15T08:00:00Z", true},
      {"StartTime%3C=2027-01-15T07:59:59Z", false},
      {"StartTime%3C=2027-01-14", false},
      {"StartTime%3E=2027-01-14&StartTime%3C=2027-01-16", true},
      {"EndTime=2027-01-15T08:00:42Z", true},
      {"EndTime%3E=2027-01-15T08:00:43Z", false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(accepts(c.query), c.accepted) << c.query;
}

TEST(CallFilter, FindsNothingByATimeThatIsNotKnown) {
  CallLeg ringing;
  ringing.created = noon;
  EXPECT_TRUE(accepts("Status=queued", ringing));
  EXPECT_FALSE(accepts("StartTime%3E=2020-01-01", ringing));
}

TEST(CallFilter, NamesWhatIsMalformed) {
  for (const char* query : {"StartTime=today", "StartTime%3E=2027-13-01", "EndTime%3C=8", "Status=over"}) {
    const auto filter = parse_call_filter(*util::parse_form(query));
    ASSERT_FALSE(filter) << query;
    EXPECT_THAT(filter.error(), HasSubstr(std::string(query).substr(0, 6))) << query;
  }
}

TEST(CallRecord, IsAtOnceWhatTheCallIs) {
  const auto view = view_call(talked(), noon + 42s, 0ms);
  EXPECT_EQ(view.status, "completed");
  EXPECT_EQ(view.ended, noon + 42s);
  EXPECT_EQ(view.duration_seconds, 42);
}

TEST(CallRecord, IsLateInSteps) {
  const CallLeg leg = talked();
  constexpr auto delay = 10'000ms;
  EXPECT_FALSE(is_listed(leg, leg.created + 9s, delay));
  EXPECT_TRUE(is_listed(leg, leg.created + 10s, delay));

  const auto early = view_call(leg, noon + 51s, delay);
  EXPECT_EQ(early.status, "in-progress");
  EXPECT_FALSE(early.ended);
  const auto ended = view_call(leg, noon + 52s, delay);
  EXPECT_EQ(ended.status, "completed");
  EXPECT_FALSE(ended.duration_seconds) << "Twilio's lengths come after the status";
  EXPECT_EQ(view_call(leg, noon + 62s, delay).duration_seconds, 42);
}

TEST(CallRecord, OfACallThatNobodyAnsweredHasNoLength) {
  CallLeg leg;
  leg.created = noon;
  leg.advance(LegStatus::busy, noon + 1s);
  const auto view = view_call(leg, noon + 1h, 0ms);
  EXPECT_EQ(view.status, "busy");
  EXPECT_EQ(view.duration_seconds, 0);
  EXPECT_EQ(view.started, noon + 1s);
}

}  // namespace
}  // namespace teleperson::sandbox
