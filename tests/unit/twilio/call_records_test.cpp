#include "twilio/call_records.h"

#include <gtest/gtest.h>

#include "sids.h"

namespace teleperson::twilio {
namespace {

using calls::AnsweredBy;
using calls::CallState;
using calls::LegEnd;
using calls::LegProgress;
using namespace std::chrono_literals;

const util::Timestamp noon{std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + 12h};

CallRecord leg(char fill, std::string status, std::optional<int> duration = std::nullopt, std::string answered = {}) {
  CallRecord record{.sid = calls::CallSid::parse(test::sid("CA", fill)).value()};
  record.status = std::move(status);
  record.answered_by = std::move(answered);
  record.duration_seconds = duration;
  record.ended = noon;
  return record;
}

const std::string callee = test::sid("CA", 'c');

TEST(FromRecords, SaysHowTheCalleesLegStands) {
  const struct {
    CallRecord leg;
    CallState state;
  } cases[] = {
      {leg('c', "queued"), {.progress = LegProgress::initiated, .child_call_sid = callee}},
      {leg('c', "ringing"), {.progress = LegProgress::ringing, .child_call_sid = callee}},
      {leg('c', "in-progress", std::nullopt, "human"),
       {.progress = LegProgress::in_progress, .answered_by = AnsweredBy::human, .child_call_sid = callee}},
      {leg('c', "completed", 42, "human"),
       {.progress = LegProgress::ended,
        .end = LegEnd::completed,
        .answered_by = AnsweredBy::human,
        .dial_result = true,
        .duration_seconds = 42,
        .child_call_sid = callee}},
      {leg('c', "completed", 7, "machine"),
       {.progress = LegProgress::ended,
        .end = LegEnd::completed,
        .answered_by = AnsweredBy::machine,
        .dial_result = true,
        .duration_seconds = 7,
        .child_call_sid = callee}},
      {leg('c', "busy", 0),
       {.progress = LegProgress::ended,
        .end = LegEnd::busy,
        .dial_result = true,
        .duration_seconds = 0,
        .child_call_sid = callee}},
      // Its length is not known yet: it counts as going on.
      {leg('c', "completed"), {.progress = LegProgress::in_progress, .child_call_sid = callee}},
      {leg('c', "a new word"), {.child_call_sid = callee}},
  };
  for (const auto& [record, state] : cases)
    EXPECT_EQ(from_records({record}, std::nullopt, noon), state) << record.status;
}

TEST(FromRecords, BelievesThatThereWasNoLegOnlyAfterAWhile) {
  const auto parent = leg('a', "completed", 3);
  CallState state{.parent_ended = true, .parent_duration_seconds = 3};
  EXPECT_EQ(from_records({}, parent, noon), state);
  EXPECT_FALSE(calls::is_settled(state));

  state.progress = LegProgress::ended;
  state.end = LegEnd::failed;
  state.dial_result = true;
  EXPECT_EQ(from_records({}, parent, noon + 1ms), state);
}

TEST(FromRecords, SaysNothingOfACallThatGoesOn) {
  EXPECT_EQ(from_records({}, leg('a', "in-progress"), noon + 1h), CallState());
  EXPECT_EQ(from_records({}, std::nullopt, noon), CallState());
}

TEST(FromRecords, IsSettledOnlyWhenAllLegsAreOver) {
  const auto state = from_records({leg('c', "no-answer", 0), leg('d', "ringing")}, std::nullopt, noon);
  EXPECT_FALSE(state.dial_result);
}

}  // namespace
}  // namespace teleperson::twilio
