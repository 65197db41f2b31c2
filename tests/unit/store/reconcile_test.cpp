#include <set>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using calls::CallState;
using calls::LegEnd;
using calls::LegProgress;

/// A store whose Twilio can be asked, first after two minutes.
class ReconcileTest : public StoreTest {
 protected:
  ReconcileTest() {
    patience.ask_after = 120s;
    open();
  }

  std::vector<store::UnheardCall> claim(Timestamp now, int limit = 100) {
    return wait(store->claim_unheard(now, 180s, limit)).value();
  }
  bool answer(const Issued& call, const CallState& news, Timestamp now) {
    return wait(store->merge_record(call.call_id, news, now)).value();
  }
  bool merge(const Issued& call, const CallState& news, Timestamp now) {
    return wait(store->merge(call.call_id, news, now)).value();
  }
  /// Of as many users.
  void start_calls(int calls) {
    for (int i = 0; i < calls; ++i) {
      const auto user = "caller" + std::to_string(i);
      add_user(user);
      start_call(call_sid(i), start, user);
    }
  }
  store::Finalised finalise(Timestamp now, int limit = 100) { return wait(store->finalise_due(now, limit)).value(); }

  const CallState nothing;
  const CallState ringing{.progress = LegProgress::ringing};
  const CallState parent_over{.parent_ended = true, .parent_duration_seconds = 50};
  const CallState talked{.progress = LegProgress::ended,
                         .end = LegEnd::completed,
                         .answered_by = calls::AnsweredBy::human,
                         .dial_result = true,
                         .duration_seconds = 42};
  const CallState busy{.progress = LegProgress::ended, .end = LegEnd::busy, .dial_result = true};
};

TEST_F(ReconcileTest, AsksTwoMinutesAfterTheHandoverAndThenMoreAndMoreSeldom) {
  const auto call = start_call(call_sid(1), start);
  auto now = start;
  for (const auto pause : {2min, 4min, 8min, 15min, 15min, 15min}) {
    EXPECT_TRUE(claim(now + pause - 1ms).empty());
    now += pause;
    const auto claimed = claim(now);
    ASSERT_EQ(claimed.size(), 1U);
    EXPECT_EQ(claimed[0].call_id, call.call_id);
    EXPECT_EQ(claimed[0].parent_call_sid, call_sid(1));
    EXPECT_TRUE(answer(call, ringing, now));
  }
}

TEST_F(ReconcileTest, LetsTwoNodesNeverAskAboutTheSameCallAtTheSameTime) {
  start_calls(100);
  const auto other = store::open({.url = url, .hasher = &hasher, .patience = patience, .logger = nullptr});
  std::vector<util::Task<store::Result<std::vector<store::UnheardCall>>>> claims;
  const auto now = start + 10h;
  for (int i = 0; i < 25; ++i) {
    claims.push_back(store->claim_unheard(now, 180s, 3));
    claims.push_back(other->claim_unheard(now, 180s, 3));
  }
  std::set<std::string> asked;
  std::size_t claimed = 0;
  for (const auto& some : wait_all(std::move(claims))) {
    claimed += some->size();
    for (const auto& call : *some)
      asked.insert(call.call_id.text());
  }
  EXPECT_EQ(claimed, 100U);
  EXPECT_EQ(asked.size(), 100U);
}

TEST_F(ReconcileTest, AsksAgainAboutWhatADeadNodeTook) {
  start_call(call_sid(1), start);
  EXPECT_EQ(claim(start + 120s).size(), 1U);
  EXPECT_TRUE(claim(start + 120s).empty());
  EXPECT_TRUE(claim(start + 300s - 1ms).empty());
  EXPECT_EQ(claim(start + 300s).size(), 1U);
}

TEST_F(ReconcileTest, AsksNothingAboutACallThatCallbacksSettledAndThatWaitsForItsGrace) {
  const auto call = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(call, {.progress = LegProgress::ended, .end = LegEnd::busy}, start + 119s));
  EXPECT_TRUE(claim(start + 125s).empty());
  ASSERT_TRUE(answer(call, nothing, start + 126s));
  EXPECT_TRUE(claim(start + 1h).empty());
}

TEST_F(ReconcileTest, AsksTheLongestDueFirst) {
  start_call(call_sid(1), start + 10s);
  add_user("bob");
  start_call(call_sid(2), start, "bob");
  ASSERT_EQ(claim(start + 1h, 1).at(0).parent_call_sid, call_sid(2));
  ASSERT_EQ(claim(start + 1h, 1).at(0).parent_call_sid, call_sid(1));
}

TEST_F(ReconcileTest, WritesNoRowOfACallOfWhoseCalleeNothingFinalIsKnown) {
  const auto call = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(call, ringing, start + 1s));
  ASSERT_TRUE(merge(call, parent_over, start + 30s));
  EXPECT_EQ(finalise(start + 24h - 1ms).rows, 0);
  EXPECT_EQ(claim(start + 150s).size(), 1U);  // two minutes after its end
  EXPECT_TRUE(answer(call, talked, start + 151s));
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, "answered");
  EXPECT_EQ(call_log()[0].duration_seconds, 42);
  EXPECT_EQ(call_log()[0].created_at, start);
}

TEST_F(ReconcileTest, AsksSoonAgainAboutACallThatTwilioSaysHasEnded) {
  const auto call = start_call(call_sid(1), start);
  const auto later = start + 50min;
  ASSERT_EQ(claim(later).size(), 1U);
  ASSERT_TRUE(answer(call, parent_over, later));
  EXPECT_TRUE(claim(later + 2min - 1ms).empty());
  EXPECT_EQ(claim(later + 2min).size(), 1U);
}

TEST_F(ReconcileTest, WithoutTwilioTheGraceIsAllTheTimeThereIs) {
  patience.ask_after.reset();
  open();
  const auto call = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(call, parent_over, start + 30s));
  EXPECT_TRUE(claim(start + 1h).empty());
  const auto done = finalise(start + 45s);
  EXPECT_EQ(done.rows, 1);
  EXPECT_EQ(done.gaps, std::vector{call_sid(1)});
}

TEST_F(ReconcileTest, GivesUpAfterADayWithWhatIsKnown) {
  start_call(call_sid(1), start);
  EXPECT_EQ(finalise(start + 24h - 1ms).rows, 0);
  const auto done = finalise(start + 24h);
  EXPECT_EQ(done.rows, 1);
  EXPECT_EQ(done.gaps, std::vector{call_sid(1)});
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, "failed");
  EXPECT_TRUE(claim(start + 25h).empty());
}

TEST_F(ReconcileTest, CountsNoCallThatIsSettledAsAGap) {
  const auto call = start_call(call_sid(1), start);
  ASSERT_TRUE(merge(call, {.progress = LegProgress::ended, .end = LegEnd::busy}, start + 5s));
  const auto done = finalise(start + 20s);
  EXPECT_EQ(done.rows, 1);
  EXPECT_TRUE(done.gaps.empty());
}

TEST_F(ReconcileTest, CallbacksThatComeAfterTwiliosAnswerDoubleNothing) {
  const auto call = start_call(call_sid(1), start);
  ASSERT_EQ(claim(start + 2min).size(), 1U);
  ASSERT_TRUE(answer(call, talked, start + 2min));
  const auto rows = call_log();
  ASSERT_EQ(rows.size(), 1U);
  for (const auto& late : {ringing, parent_over, busy, talked})
    EXPECT_TRUE(merge(call, late, start + 3min));
  EXPECT_TRUE(answer(call, talked, start + 4min));  // another node's answer, late
  EXPECT_EQ(finalise(start + 48h).rows, 0);
  ASSERT_EQ(call_log().size(), 1U);
  EXPECT_EQ(call_log()[0].outcome, rows[0].outcome);
  EXPECT_EQ(call_log()[0].duration_seconds, 42);
}

TEST_F(ReconcileTest, KnowsNoCallThatWasNotHandedOver) {
  const auto unused = issue_ticket(start);
  EXPECT_FALSE(answer(unused, talked, start));
  EXPECT_TRUE(claim(start + 1h).empty());
}

// Users may call again although nobody knows how their last call ended.
TEST_F(ReconcileTest, ACallBeyondItsTimeLimitDoesNotKeepItsUserFromTheNext) {
  start_call(call_sid(1), start);
  EXPECT_FALSE(ask_for_ticket(ticket_request(start + 3600s)));
  EXPECT_TRUE(ask_for_ticket(ticket_request(start + 3600s + 60s + 600s)));
}

TEST_F(ReconcileTest, TellsHowLongTheFirstCallHasWaited) {
  EXPECT_EQ(wait(store->reconcile_backlog(start))->calls, 0);
  EXPECT_EQ(wait(store->reconcile_backlog(start))->oldest, std::nullopt);
  const auto call = start_call(call_sid(1), start);
  EXPECT_EQ(wait(store->reconcile_backlog(start + 1min))->calls, 0);
  ASSERT_TRUE(merge(call, parent_over, start + 30s));
  EXPECT_EQ(wait(store->reconcile_backlog(start + 1min))->calls, 1);
  EXPECT_EQ(wait(store->reconcile_backlog(start + 1min))->oldest, start + 30s);
}

TEST_F(ReconcileTest, ACallOfWhichNothingWasHeardWaitsFromItsTimeLimitOn) {
  start_call(call_sid(1), start);
  EXPECT_EQ(wait(store->reconcile_backlog(start + 3660s - 1ms))->calls, 0);
  EXPECT_EQ(wait(store->reconcile_backlog(start + 3660s))->oldest, start + 3600s);
}

TEST_F(ReconcileTest, ATwilioThatIsDownForAnHourLosesNothing) {
  start_calls(50);
  for (auto now = start; now < start + 1h; now += 30s)
    claim(now, 3);  // and no answer
  for (auto now = start + 1h; now < start + 64min; now += 1s) {
    for (const auto& call : claim(now, 3))
      ASSERT_TRUE(wait(store->merge_record(call.call_id, talked, now)).value());
  }
  const auto rows = call_log();
  ASSERT_EQ(rows.size(), 50U);
  for (const auto& row : rows)
    EXPECT_EQ(row.duration_seconds, 42);
}

TEST_F(ReconcileTest, FindsWhereALegStands) {
  EXPECT_EQ(wait(store->find_handover(call_sid(1))).value(), std::nullopt);
  const auto call = start_call(call_sid(1), start);
  EXPECT_EQ(wait(store->find_handover(call_sid(1))).value()->live, call.call_id);
  ASSERT_TRUE(answer(call, busy, start + 2min));
  const auto logged = wait(store->find_handover(call_sid(1))).value();
  EXPECT_TRUE(logged->logged);
  EXPECT_EQ(logged->live, std::nullopt);
  const auto refused = issue_ticket(start + 3min);
  ASSERT_EQ(wait(store->set_plan("alice", "free", operator_, start)), Change::made);
  ASSERT_FALSE(redeem(refused, call_sid(2), start + 3min));
  EXPECT_TRUE(wait(store->find_handover(call_sid(2))).value()->refused);
}

TEST_F(ReconcileTest, LogsALostCallOnce) {
  store::LostCall lost{.parent_call_sid = call_sid(7),
                       .user = hasher.user("alice"),
                       .number = hasher.number(number),
                       .handed_over_at = start,
                       .verdict = {calls::Outcome::answered, 9}};
  EXPECT_EQ(wait(store->log_lost_call(lost)), true);
  EXPECT_EQ(wait(store->log_lost_call(lost)), false);
  start_call(call_sid(9), start);
  lost.parent_call_sid = call_sid(9);
  EXPECT_EQ(wait(store->log_lost_call(lost)), false);
  const auto keys = wait(store->logged_since(start, 0, 10)).value();
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].call_key, util::sha256(call_sid(7).text()));
  EXPECT_TRUE(wait(store->logged_since(start, keys[0].id, 10)).value().empty());
  EXPECT_TRUE(wait(store->logged_since(start + 1ms, 0, 10)).value().empty());
  ASSERT_EQ(wait(store->redeemed_since(start)).value().size(), 1U);
  EXPECT_TRUE(wait(store->redeemed_since(start + 1ms)).value().empty());
}

TEST_F(ReconcileTest, KnowsUsersOfNowAndOfBefore) {
  EXPECT_EQ(wait(store->knows_user(hasher.user("alice"))), true);
  EXPECT_EQ(wait(store->knows_user(hasher.user("somebody else"))), false);
  const store::LostCall lost{.parent_call_sid = call_sid(7),
                             .user = hasher.user("somebody else"),
                             .number = hasher.number(number),
                             .handed_over_at = start,
                             .verdict = {}};
  ASSERT_EQ(wait(store->log_lost_call(lost)), true);
  EXPECT_EQ(wait(store->knows_user(hasher.user("somebody else"))), true);
}

}  // namespace
}  // namespace teleperson::test
