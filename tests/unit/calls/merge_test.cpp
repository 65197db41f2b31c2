#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "calls/call_state.h"
#include "generators.h"

namespace teleperson::calls {
namespace {

RC_GTEST_PROP(Merge, IsCommutative, (const CallState& a, const CallState& b)) {
  RC_ASSERT(merge(a, b) == merge(b, a));
}

RC_GTEST_PROP(Merge, IsAssociative, (const CallState& a, const CallState& b, const CallState& c)) {
  RC_ASSERT(merge(merge(a, b), c) == merge(a, merge(b, c)));
}

RC_GTEST_PROP(Merge, IsIdempotent, (const CallState& a)) {
  RC_ASSERT(merge(a, a) == a);
}

RC_GTEST_PROP(Merge, LeavesAStateAsItIsWhenThereIsNoNews, (const CallState& a)) {
  RC_ASSERT(merge(a, CallState{}) == a);
}

RC_GTEST_PROP(Merge, NeverReopensACall, (const CallState& a, const CallState& b)) {
  RC_PRE(phase(a) == Phase::ended);
  RC_ASSERT(phase(merge(a, b)) == Phase::ended);
}

CallState progress(LegProgress seen) {
  return {.progress = seen, .child_call_sid = "CA1"};
}

struct RealCall {
  const char* name;
  std::vector<CallState> callbacks;
  Verdict verdict;
  EndReason reason;
  bool was_dialled = true;
};

/// What Twilio sends for the calls that people make, one state per callback.
const std::vector<RealCall>& real_calls() {
  constexpr auto initiated = LegProgress::initiated;
  constexpr auto ringing = LegProgress::ringing;
  constexpr auto in_progress = LegProgress::in_progress;
  constexpr auto ended = LegProgress::ended;
  static const std::vector<RealCall> calls{
      {"a person answered",
       {progress(initiated),
        progress(ringing),
        progress(in_progress),
        {.answered_by = AnsweredBy::human},
        {.progress = ended, .end = LegEnd::completed, .duration_seconds = 49},
        {.end = LegEnd::completed, .dial_result = true, .bridged = true, .duration_seconds = 49},
        {.parent_ended = true, .parent_duration_seconds = 55}},
       {.outcome = Outcome::answered, .duration_seconds = 49},
       EndReason::completed},
      {"a voicemail system answered",
       {progress(initiated),
        progress(ringing),
        progress(in_progress),
        {.progress = ended, .end = LegEnd::completed, .duration_seconds = 12},
        {.end = LegEnd::completed, .dial_result = true, .bridged = true, .duration_seconds = 12},
        {.answered_by = AnsweredBy::machine},
        {.parent_ended = true, .parent_duration_seconds = 14}},
       {.outcome = Outcome::voicemail, .duration_seconds = 12},
       EndReason::completed},
      {"busy",
       {progress(initiated),
        {.progress = ended, .end = LegEnd::busy, .duration_seconds = 0, .sip_response_code = 486},
        {.end = LegEnd::busy, .dial_result = true},
        {.parent_ended = true, .parent_duration_seconds = 3}},
       {},
       EndReason::busy},
      {"declined",
       {progress(initiated),
        progress(ringing),
        {.progress = ended, .end = LegEnd::busy, .duration_seconds = 0, .sip_response_code = 603},
        {.end = LegEnd::busy, .dial_result = true},
        {.parent_ended = true}},
       {},
       EndReason::declined},
      {"nobody answered",
       {progress(initiated),
        progress(ringing),
        {.progress = ended, .end = LegEnd::no_answer, .duration_seconds = 0, .sip_response_code = 487},
        {.end = LegEnd::no_answer, .dial_result = true},
        {.parent_ended = true}},
       {},
       EndReason::no_answer},
      {"no such number",
       {progress(initiated),
        {.progress = ended, .end = LegEnd::failed, .duration_seconds = 0, .sip_response_code = 404},
        {.end = LegEnd::failed, .dial_result = true},
        {.parent_ended = true}},
       {},
       EndReason::not_in_service},
      {"the caller gave up while it rang",
       {progress(initiated),
        progress(ringing),
        {.progress = ended, .end = LegEnd::canceled, .duration_seconds = 0, .sip_response_code = 487},
        {.end = LegEnd::canceled, .dial_result = true},
        {.parent_ended = true, .parent_duration_seconds = 4}},
       {},
       EndReason::canceled},
      {"no leg was ever made",
       {{.end = LegEnd::failed, .dial_result = true}, {.parent_ended = true, .parent_duration_seconds = 1}},
       {},
       EndReason::failed,
       false},
  };
  return calls;
}

/// The call's callbacks in any order, some of them again. Shuffled by a generated order, so that a failure shrinks.
std::vector<CallState> arrivals_of(const RealCall& call) {
  const auto index = rc::gen::inRange<std::size_t>(0, call.callbacks.size());
  auto arrivals = call.callbacks;
  for (const auto repeated : *rc::gen::container<std::vector<std::size_t>>(index)) {
    arrivals.push_back(call.callbacks[repeated]);
  }
  for (std::size_t i = arrivals.size(); i > 1; --i) {
    std::swap(arrivals[i - 1], arrivals[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  return arrivals;
}

constexpr std::chrono::seconds longest_call{3600};
constexpr std::chrono::seconds grace_period{20};

RC_GTEST_PROP(Merge, GivesOneRowWhateverTheOrderAndTheRepetitions, ()) {
  for (const auto& call : real_calls()) {
    CallState state;
    for (const auto& arrival : arrivals_of(call))
      state = merge(state, arrival);
    RC_LOG() << call.name << '\n';
    RC_ASSERT(phase(state) == Phase::ended);
    RC_ASSERT(verdict(state, longest_call) == call.verdict);
    RC_ASSERT(end_reason(state) == call.reason);
    RC_ASSERT(state.child_call_sid == (call.was_dialled ? "CA1" : ""));
  }
}

RC_GTEST_PROP(Merge, ChangesNoRowThatWasReadyToBeWritten, ()) {
  for (const auto& call : real_calls()) {
    CallState state;
    for (const auto& arrival : arrivals_of(call)) {
      state = merge(state, arrival);
      const bool is_ready = finalise_after(state, true, grace_period) == std::chrono::seconds(0);
      RC_LOG() << call.name << '\n';
      RC_ASSERT(!is_ready || verdict(state, longest_call) == call.verdict);
    }
  }
}

}  // namespace
}  // namespace teleperson::calls
