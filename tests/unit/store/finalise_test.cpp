#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using calls::AnsweredBy;
using calls::CallState;
using calls::LegEnd;
using calls::LegProgress;

class FinaliseTest : public StoreTest {
 protected:
  bool merge(const store::CallKey& key, const CallState& news, Timestamp now) {
    return wait(store->merge(key, news, now)).value();
  }
  int finalise(Timestamp now, int limit = 100) { return wait(store->finalise_due(now, limit)).value().rows; }
  int rows_of_calls() { return database.raw().count("calls"); }

  const CallState ringing{.progress = LegProgress::ringing, .child_call_sid = call_sid(99).text()};
  const CallState answered{.progress = LegProgress::in_progress};
  const CallState talked{.progress = LegProgress::ended, .end = LegEnd::completed, .duration_seconds = 42};
  const CallState dial_result{.end = LegEnd::completed, .dial_result = true, .bridged = true, .duration_seconds = 42};
  const CallState human{.answered_by = AnsweredBy::human};
  const CallState machine{.answered_by = AnsweredBy::machine};
  const CallState parent_over{.parent_ended = true, .parent_duration_seconds = 50};
  const CallState busy{.progress = LegProgress::ended, .end = LegEnd::busy, .dial_result = true};
};

TEST_F(FinaliseTest, KnowsNoCallThatWasNotHandedToTwilio) {
  EXPECT_FALSE(merge(calls::CallId::random(), ringing, start));
  EXPECT_FALSE(merge(call_sid(1), ringing, start));
  const auto unused = issue_ticket(start);
  EXPECT_FALSE(merge(unused.call_id, busy, start));
  EXPECT_EQ(view(unused)->state, CallState());

  ASSERT_EQ(wait(store->set_plan("alice", "free", operator_, start)), Change::made);
  ASSERT_FALSE(redeem(unused, call_sid(1), start));
  EXPECT_FALSE(merge(unused.call_id, busy, start));  // refused
  EXPECT_FALSE(merge(call_sid(1), busy, start));
  EXPECT_TRUE(call_log().empty());
}

TEST_F(FinaliseTest, KeepsWhatCallbacksTold) {
  const auto issued = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(issued.call_id, ringing, start + 1s));
  ASSERT_TRUE(merge(call_sid(1), answered, start + 2s));
  const CallState all{.progress = LegProgress::in_progress,
                      .end = LegEnd::failed,
                      .answered_by = AnsweredBy::fax,
                      .bridged = false,
                      .duration_seconds = 7,
                      .parent_duration_seconds = 8,
                      .sip_response_code = 486,
                      .child_call_sid = call_sid(99).text()};
  ASSERT_TRUE(merge(issued.call_id, all, start + 3s));
  EXPECT_EQ(view(issued)->state, all);
  EXPECT_TRUE(view(issued)->redeemed);
  EXPECT_FALSE(view(issued)->logged);
}

TEST_F(FinaliseTest, WritesTheRowAtOnceWhenNothingIsToCome) {
  const auto issued = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(issued.call_id, human, start + 5s));
  ASSERT_TRUE(merge(issued.call_id, dial_result, start + 50s));
  const auto rows = call_log();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].created_at, start);  // when it was handed to Twilio
  EXPECT_EQ(rows[0].user_id_hash, hasher.user("alice").text());
  EXPECT_EQ(rows[0].to_number_hash, hasher.number(number).text());
  EXPECT_EQ(rows[0].duration_seconds, 42);
  EXPECT_EQ(rows[0].outcome, "answered");
  EXPECT_EQ(database.raw().ask("select call_key from voice_call_log"), util::to_hex(util::sha256(call_sid(1).text())));
  EXPECT_EQ(view(issued)->logged, (calls::Verdict{calls::Outcome::answered, 42}));
  EXPECT_EQ(wait(store->live_calls()), 0);
}

TEST_F(FinaliseTest, LearnsWhyACallEndedAfterItsRowWasWritten) {
  const auto issued = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(issued.call_id, busy, start + 5s));
  ASSERT_TRUE(view(issued)->logged);
  const CallState declined{.progress = LegProgress::ended, .end = LegEnd::busy, .sip_response_code = 603};
  ASSERT_TRUE(merge(issued.call_id, declined, start + 6s));
  EXPECT_EQ(calls::end_reason(view(issued)->state), calls::EndReason::declined);
  EXPECT_EQ(view(issued)->logged, calls::Verdict());
  EXPECT_EQ(call_log().size(), 1U);
}

TEST_F(FinaliseTest, LogsACallThatFailedAtOnce) {
  const auto issued = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(issued.call_id, busy, start + 5s));
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, "failed");
  EXPECT_EQ(call_log()[0].duration_seconds, 0);
}

TEST_F(FinaliseTest, WaitsForDetectionUntilTheGraceIsOver) {
  const auto issued = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(issued.call_id, dial_result, start + 50s));
  EXPECT_EQ(finalise(start + 65s - 1ms), 0);
  EXPECT_TRUE(call_log().empty());
  EXPECT_EQ(finalise(start + 65s), 1);
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, "answered");
}

TEST_F(FinaliseTest, TheGraceIsCountedFromTheFirstSignOfTheEnd) {
  const auto issued = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(issued.call_id, talked, start + 50s));
  ASSERT_TRUE(merge(issued.call_id, parent_over, start + 60s));
  EXPECT_EQ(finalise(start + 65s), 1);
}

TEST_F(FinaliseTest, DetectionWithinTheGraceDecides) {
  const auto issued = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(issued.call_id, dial_result, start + 50s));
  ASSERT_TRUE(merge(issued.call_id, machine, start + 55s));
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, "voicemail");
}

TEST_F(FinaliseTest, NothingChangesARowThatIsWritten) {
  const auto issued = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(issued.call_id, human, start + 5s));
  ASSERT_TRUE(merge(issued.call_id, dial_result, start + 50s));
  EXPECT_TRUE(merge(issued.call_id, machine, start + 51s));
  EXPECT_TRUE(merge(issued.call_id, dial_result, start + 52s));
  EXPECT_EQ(finalise(start + 1h), 0);
  EXPECT_EQ(view(issued)->logged, (calls::Verdict{calls::Outcome::answered, 42}));
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, "answered");
}

TEST_F(FinaliseTest, NeverWritesASecondRowForALeg) {
  ASSERT_TRUE(merge(start_call(call_sid(1), start).call_id, busy, start));
  // As if a row of `calls` had come back from a backup.
  database.raw().run("update calls set stage = 'live', duration_seconds = 9, leg_end = 5");
  EXPECT_EQ(finalise(start + 10h), 1);
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, "failed");
  EXPECT_EQ(wait(store->live_calls()), 0);
}

TEST_F(FinaliseTest, LogsACallOfWhichNothingMoreIsHeard) {
  start_call(call_sid(1), start);
  const auto given_up = start + 3600s + 60s + 600s;  // time limit, ringing, silence
  EXPECT_EQ(finalise(given_up - 1ms), 0);
  EXPECT_EQ(finalise(given_up), 1);
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, "failed");
  EXPECT_EQ(finalise(given_up), 0);
}

TEST_F(FinaliseTest, WorksThroughMoreThanTheLimitInSteps) {
  for (int i = 0; i < 5; ++i) {
    const std::string user = "user" + std::to_string(i);
    add_user(user);
    const auto issued = start_call(call_sid(i), start, user);
    ASSERT_TRUE(merge(issued.call_id, talked, start + 50s));
  }
  EXPECT_EQ(finalise(start + 65s, 2), 2);
  EXPECT_EQ(finalise(start + 65s, 2), 2);
  EXPECT_EQ(finalise(start + 65s, 2), 1);
  EXPECT_EQ(call_log().size(), 5U);
}

TEST_F(FinaliseTest, MarksTicketsThatRanOut) {
  const auto issued = issue_ticket(start);
  EXPECT_EQ(finalise(start + 60s - 1ms), 0);
  EXPECT_FALSE(view(issued)->ticket_void);
  EXPECT_EQ(finalise(start + 60s), 0);
  EXPECT_TRUE(view(issued)->ticket_void);
  EXPECT_EQ(view(issued)->refused, policy::Reason::ticket_expired);
  EXPECT_TRUE(call_log().empty());
}

TEST_F(FinaliseTest, PurgesWhatEndedHoursAgoAndKeepsItsLogRow) {
  const auto logged = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(logged.call_id, busy, start));
  const auto voided = issue_ticket(start);
  ASSERT_TRUE(wait(store->void_ticket(voided.call_id, voided.user, start)));
  const auto running = start_call(call_sid(2), start);
  ASSERT_EQ(rows_of_calls(), 3);

  finalise(start + 30min);
  EXPECT_EQ(rows_of_calls(), 3);
  ASSERT_TRUE(merge(running.call_id, busy, start + 1h));
  finalise(start + 6h);
  EXPECT_EQ(rows_of_calls(), 1);  // the one that ended an hour later
  EXPECT_FALSE(view(logged));
  EXPECT_FALSE(merge(logged.call_id, dial_result, start + 6h));
  finalise(start + 7h);
  EXPECT_EQ(rows_of_calls(), 0);
  EXPECT_EQ(call_log().size(), 2U);
}

TEST_F(FinaliseTest, ReadsTheLogInPages) {
  for (int i = 0; i < 3; ++i) {
    const auto at = start + std::chrono::minutes(i);
    ASSERT_TRUE(merge(start_call(call_sid(i), at).call_id, busy, at));
  }
  const auto first = wait(store->call_log(0, 2)).value();
  ASSERT_EQ(first.size(), 2U);
  const auto rest = wait(store->call_log(first.back().id, 2)).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_GT(rest[0].id, first[1].id);
  EXPECT_TRUE(wait(store->call_log(rest[0].id, 2)).value().empty());
}

}  // namespace
}  // namespace teleperson::test
