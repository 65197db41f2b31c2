#include "calls/call_state.h"

#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "generators.h"

namespace teleperson::calls {
namespace {

using namespace std::chrono_literals;

constexpr auto time_limit = 3600s;
constexpr auto grace = 20s;

TEST(Phase, FollowsTheCallee) {
  const struct {
    CallState state;
    Phase phase;
  } cases[] = {
      {{}, Phase::dialing},
      {{.progress = LegProgress::initiated}, Phase::dialing},
      {{.progress = LegProgress::ringing}, Phase::ringing},
      {{.progress = LegProgress::in_progress}, Phase::in_progress},
      {{.progress = LegProgress::ringing, .answered_by = AnsweredBy::human}, Phase::in_progress},
      {{.progress = LegProgress::ended}, Phase::ended},
      {{.end = LegEnd::busy}, Phase::ended},
      {{.progress = LegProgress::ringing, .dial_result = true}, Phase::ended},
      {{.progress = LegProgress::in_progress, .parent_ended = true}, Phase::ended},
  };
  for (const auto& [state, expected] : cases)
    EXPECT_EQ(to_string(phase(state)), to_string(expected));
}

TEST(EndReason, IsWhatThePersonShouldRead) {
  const struct {
    CallState state;
    EndReason reason;
  } cases[] = {
      {{.end = LegEnd::completed}, EndReason::completed},
      {{.end = LegEnd::completed, .bridged = true}, EndReason::completed},
      {{.end = LegEnd::completed, .bridged = false}, EndReason::failed},
      {{.end = LegEnd::busy}, EndReason::busy},
      {{.end = LegEnd::busy, .sip_response_code = 486}, EndReason::busy},
      {{.end = LegEnd::busy, .sip_response_code = 603}, EndReason::declined},
      {{.end = LegEnd::no_answer}, EndReason::no_answer},
      {{.end = LegEnd::no_answer, .sip_response_code = 480}, EndReason::no_answer},
      {{.end = LegEnd::no_answer, .sip_response_code = 404}, EndReason::not_in_service},
      {{.end = LegEnd::failed, .sip_response_code = 404}, EndReason::not_in_service},
      {{.end = LegEnd::failed, .sip_response_code = 484}, EndReason::not_in_service},
      {{.end = LegEnd::failed, .sip_response_code = 604}, EndReason::not_in_service},
      {{.end = LegEnd::failed, .sip_response_code = 503}, EndReason::failed},
      {{.end = LegEnd::failed}, EndReason::failed},
      {{.end = LegEnd::canceled}, EndReason::canceled},
      {{.end = LegEnd::canceled, .sip_response_code = 487}, EndReason::canceled},
      // Nobody said how the callee's leg ended.
      {{.progress = LegProgress::initiated, .parent_ended = true}, EndReason::canceled},
      {{.progress = LegProgress::ringing, .parent_ended = true}, EndReason::canceled},
      {{.progress = LegProgress::in_progress, .parent_ended = true}, EndReason::completed},
      {{.parent_ended = true}, EndReason::failed},
      {{.dial_result = true}, EndReason::failed},
  };
  for (const auto& [state, expected] : cases) {
    EXPECT_EQ(to_string(end_reason(state)), to_string(expected)) << testing::PrintToString(&state - &cases[0].state);
  }
}

TEST(Verdict, IsTheRowOfTheAuditLog) {
  const struct {
    CallState state;
    Verdict verdict;
  } cases[] = {
      {{}, {}},
      {{.end = LegEnd::completed, .duration_seconds = 7}, {Outcome::answered, 7}},
      {{.end = LegEnd::completed, .bridged = true, .duration_seconds = 7}, {Outcome::answered, 7}},
      {{.end = LegEnd::completed, .bridged = false, .duration_seconds = 7}, {Outcome::failed, 0}},
      {{.end = LegEnd::completed, .answered_by = AnsweredBy::unknown, .duration_seconds = 7}, {Outcome::answered, 7}},
      {{.end = LegEnd::completed, .answered_by = AnsweredBy::human, .duration_seconds = 7}, {Outcome::answered, 7}},
      {{.end = LegEnd::completed, .answered_by = AnsweredBy::machine, .duration_seconds = 7}, {Outcome::voicemail, 7}},
      {{.end = LegEnd::completed, .answered_by = AnsweredBy::fax, .duration_seconds = 7}, {Outcome::voicemail, 7}},
      {{.end = LegEnd::busy, .answered_by = AnsweredBy::human, .duration_seconds = 7}, {Outcome::failed, 0}},
      {{.end = LegEnd::no_answer}, {Outcome::failed, 0}},
      {{.end = LegEnd::failed}, {Outcome::failed, 0}},
      {{.end = LegEnd::canceled}, {Outcome::failed, 0}},
      // The callee's end got lost: the browser's leg tells.
      {{.progress = LegProgress::in_progress, .parent_ended = true, .parent_duration_seconds = 30},
       {Outcome::answered, 30}},
      {{.progress = LegProgress::ringing, .parent_ended = true, .parent_duration_seconds = 30}, {Outcome::failed, 0}},
      {{.end = LegEnd::completed, .duration_seconds = 7, .parent_duration_seconds = 30}, {Outcome::answered, 7}},
      // Bounds.
      {{.end = LegEnd::completed, .duration_seconds = -1}, {Outcome::answered, 0}},
      {{.end = LegEnd::completed, .duration_seconds = 3609}, {Outcome::answered, 3609}},
      {{.end = LegEnd::completed, .duration_seconds = 99999}, {Outcome::answered, 3610}},
  };
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    const auto actual = verdict(cases[i].state, time_limit);
    EXPECT_EQ(to_string(actual.outcome), to_string(cases[i].verdict.outcome)) << "case " << i;
    EXPECT_EQ(actual.duration_seconds, cases[i].verdict.duration_seconds) << "case " << i;
  }
}

TEST(FinaliseAfter, WaitsOnlyForWhatCanChangeTheRow) {
  const CallState talked{.end = LegEnd::completed, .dial_result = true, .bridged = true, .duration_seconds = 7};
  CallState talked_to_person = talked;
  talked_to_person.answered_by = AnsweredBy::human;
  CallState talked_for_unknown_time = talked;
  talked_for_unknown_time.duration_seconds.reset();
  CallState never_bridged = talked;
  never_bridged.bridged = false;

  const struct {
    const char* name;
    CallState state;
    bool detection_expected;
    std::optional<std::chrono::seconds> after;
  } cases[] = {
      {"not begun", {}, true, std::nullopt},
      {"ringing", {.progress = LegProgress::ringing}, true, std::nullopt},
      {"talking", {.progress = LegProgress::in_progress, .answered_by = AnsweredBy::human}, true, std::nullopt},
      {"detection is still to come", talked, true, grace},
      {"detection has come", talked_to_person, true, 0s},
      {"no detection wanted", talked, false, 0s},
      {"the length is still to come", talked_for_unknown_time, false, grace},
      {"never put through", never_bridged, true, 0s},
      {"busy", {.end = LegEnd::busy, .dial_result = true}, true, 0s},
      {"no leg was made", {.dial_result = true}, true, 0s},
      {"busy, the Dial's result is still to come", {.end = LegEnd::busy}, true, grace},
      {"the leg completed, the Dial's result is still to come", {.end = LegEnd::completed}, false, grace},
      {"only the browser's leg is known to be over", {.parent_ended = true}, true, grace},
  };
  for (const auto& [name, state, detection_expected, after] : cases) {
    EXPECT_EQ(finalise_after(state, detection_expected, grace), after) << name;
  }
}

TEST(IsSettled, WhenTheCalleesEndIsKnown) {
  const struct {
    CallState state;
    bool settled;
  } cases[] = {
      {{}, false},
      {{.progress = LegProgress::ended}, false},
      {{.progress = LegProgress::in_progress, .parent_ended = true, .parent_duration_seconds = 30}, false},
      {{.parent_ended = true}, false},
      {{.end = LegEnd::busy}, true},
      {{.end = LegEnd::completed, .duration_seconds = 7}, true},
      {{.dial_result = true}, true},
  };
  for (const auto& [state, settled] : cases)
    EXPECT_EQ(is_settled(state), settled) << testing::PrintToString(&state - &cases[0].state);
}

RC_GTEST_PROP(IsSettled, IsNeverTakenBack, (const CallState& state, const CallState& news)) {
  if (is_settled(state)) RC_ASSERT(is_settled(merge(state, news)));
}

RC_GTEST_PROP(Verdict, AndReasonAgree, (const CallState& state)) {
  RC_PRE(phase(state) == Phase::ended);
  const auto row = verdict(state, time_limit);
  RC_ASSERT((row.outcome != Outcome::failed) == (end_reason(state) == EndReason::completed));
  RC_ASSERT(row.duration_seconds >= 0 && row.duration_seconds <= 3610);
  if (row.outcome == Outcome::failed) RC_ASSERT(row.duration_seconds == 0);
}

RC_GTEST_PROP(FinaliseAfter, AnswersExactlyForCallsThatAreOver, (const CallState& state, bool detection_expected)) {
  RC_ASSERT(finalise_after(state, detection_expected, grace).has_value() == (phase(state) == Phase::ended));
}

}  // namespace
}  // namespace teleperson::calls
