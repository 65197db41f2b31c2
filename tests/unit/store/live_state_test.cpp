#include <gmock/gmock.h>

#include "store/call_history.h"
#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using calls::CallState;
using calls::LegEnd;
using calls::LegProgress;
using calls::Phase;

class LiveStateTest : public StoreTest {
 protected:
  store::LiveState live_state() { return wait(store->live_state()).value(); }
  void merge(int index, const CallState& news, Timestamp now) {
    ASSERT_TRUE(wait(store->merge(call_sid(index), news, now)).value());
  }
};

TEST_F(LiveStateTest, KnowsNoTicketThatWasNotUsed) {
  issue_ticket(start);
  EXPECT_TRUE(live_state().calls.empty());
  EXPECT_EQ(live_state().last_log_id, 0);
}

TEST_F(LiveStateTest, FollowsACallFromItsDialToItsRow) {
  const auto issued = start_call(call_sid(1), start);
  const auto dialed = live_state();
  ASSERT_EQ(dialed.live, 1);
  const auto& call = dialed.calls.at(0);
  EXPECT_EQ(call.since, start);
  EXPECT_EQ(call.phase, Phase::dialing);
  EXPECT_EQ(call.user_id_hash, hasher.user("alice").text());
  EXPECT_EQ(call.company, "Example Air");
  EXPECT_EQ(call.label, "Support");
  EXPECT_THAT(call.key, testing::MatchesRegex("[0-9a-f]{16}"));
  EXPECT_THAT(issued.call_id.text(), testing::Not(testing::HasSubstr(call.key)));

  merge(1, {.progress = LegProgress::ringing}, start + 1s);
  EXPECT_EQ(live_state().calls.at(0).phase, Phase::ringing);
  merge(1, {.progress = LegProgress::in_progress}, start + 2s);
  EXPECT_EQ(live_state().calls.at(0).phase, Phase::in_progress);
  merge(1, {.progress = LegProgress::ended, .end = LegEnd::completed}, start + 9s);
  EXPECT_EQ(live_state().calls.at(0).phase, Phase::ended) << "its row waits for callbacks that may still come";
  EXPECT_EQ(live_state().calls.at(0).ended_at, start + 9s);
  EXPECT_EQ(live_state().calls.at(0).key, call.key);

  ASSERT_EQ(wait(store->finalise_due(start + 1h, 10)).value().rows, 1);
  EXPECT_TRUE(live_state().calls.empty());
  EXPECT_EQ(live_state().last_log_id, call_log().at(0).id);
}

TEST_F(LiveStateTest, IsAnotherOneAfterEachChange) {
  const auto before = live_state();
  EXPECT_EQ(live_state(), before);
  settings.limits.calls_per_day = 9;
  ASSERT_EQ(wait(store->save_settings(settings, std::nullopt, operator_, start)), Change::made);
  EXPECT_GT(live_state().settings_revision, before.settings_revision);
  start_call(call_sid(1), start);
  EXPECT_NE(live_state(), before);
}

TEST_F(LiveStateTest, TellsOfTheNewestAndCountsAll) {
  for (int i = 0; i < store::most_live_calls + 5; ++i) {
    const auto user = "user " + std::to_string(i);
    add_user(user);
    start_call(call_sid(i), start + std::chrono::seconds(i), user);
  }
  const auto state = live_state();
  EXPECT_EQ(state.live, store::most_live_calls + 5);
  ASSERT_EQ(state.calls.size(), static_cast<std::size_t>(store::most_live_calls));
  EXPECT_EQ(state.calls.front().since, start + std::chrono::seconds(store::most_live_calls + 4));
  EXPECT_EQ(state.calls.back().since, start + 5s);
}

TEST_F(LiveStateTest, KeepsACallWhoseNumberHasLeftTheDirectory) {
  start_call(call_sid(1), start);
  database.raw().run("delete from phone_numbers");
  ASSERT_EQ(live_state().calls.size(), 1U);
  EXPECT_EQ(live_state().calls.at(0).company, std::nullopt);
}

}  // namespace
}  // namespace teleperson::test
