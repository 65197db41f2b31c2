#include <algorithm>
#include <future>
#include <thread>

#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using policy::Reason;

class ContentionTest : public StoreTest {
 protected:
  using Answer = store::Result<store::RedemptionResult>;

  static util::Task<Answer> redeem_with(store::Store& node, store::Redemption redemption, store::Decide decide) {
    co_return co_await node.redeem(redemption, decide);
  }

  /// Tries legs `first` to `first + 49` at once.
  std::vector<Answer> fifty_tries(store::Store& node, const Issued& issued, int first) {
    std::vector<util::Task<Answer>> tries;
    for (int i = first; i < first + 50; ++i) {
      const store::Redemption redemption{issued.ticket_hash, issued.user, call_sid(i), start + 1s};
      tries.push_back(redeem_with(node, redemption, policy_at(policy::Stage::webhook, start + 1s)));
    }
    return wait_all(std::move(tries));
  }

  static void expect_one_winner(const std::vector<Answer>& answers) {
    EXPECT_EQ(answers.size(), 100U);
    EXPECT_EQ(std::ranges::count_if(answers, [](const auto& answer) { return answer && *answer; }), 1);
    EXPECT_EQ(
        std::ranges::count_if(
            answers, [](const auto& answer) { return answer && !*answer && answer->error() == Reason::ticket_used; }),
        99);
  }
};

TEST_F(ContentionTest, OfAHundredSimultaneousTriesOneWins) {
  const auto issued = issue_ticket(start);
  std::vector<util::Task<Answer>> tries;
  for (int i = 0; i < 100; ++i) {
    const store::Redemption redemption{issued.ticket_hash, issued.user, call_sid(i), start + 1s};
    tries.push_back(redeem_with(*store, redemption, policy_at(policy::Stage::webhook, start + 1s)));
  }
  expect_one_winner(wait_all(std::move(tries)));
  EXPECT_EQ(wait(store->live_calls()), 1);
}

TEST_F(ContentionTest, OfAHundredTriesOnTwoNodesOneWins) {
  const auto issued = issue_ticket(start);
  const auto other = store::open({.url = url, .hasher = &hasher, .patience = patience, .logger = nullptr});
  auto on_other_node = std::async(std::launch::async, [&] { return fifty_tries(*other, issued, 50); });
  auto answers = fifty_tries(*store, issued, 0);
  std::ranges::move(on_other_node.get(), std::back_inserter(answers));
  expect_one_winner(answers);
}

TEST_F(ContentionTest, ARepeatOnAnotherNodeGetsTheSameAnswer) {
  const auto other = store::open({.url = url, .hasher = &hasher, .patience = patience, .logger = nullptr});
  const auto issued = issue_ticket(start);
  ASSERT_TRUE(redeem(issued, call_sid(1), start + 1s));
  const store::Redemption again{issued.ticket_hash, issued.user, call_sid(1), start + 2s};
  const auto answer = wait(redeem_with(*other, again, policy_at(policy::Stage::webhook, start + 2s)));
  ASSERT_TRUE(answer && *answer);
  EXPECT_EQ((*answer)->call_id, issued.call_id);
}

TEST_F(ContentionTest, SeesWhatAnotherNodeCommittedAtOnce) {
  const auto other = store::open({.url = url, .hasher = &hasher, .patience = patience, .logger = nullptr});
  const auto token = token_of("alice");
  for (int i = 0; i < 20; ++i) {
    const std::string plan = "plan" + std::to_string(i);
    ASSERT_EQ(wait(other->set_plan("alice", plan, operator_, start)), Change::made);
    ASSERT_EQ(wait(store->authority(token)).value().value().caller.plan, plan);
    // By another statement than before: one that had stopped halfway would hold all of them in the past.
    settings.limits.calls_per_day = i + 1;
    ASSERT_EQ(wait(other->save_settings(settings, std::nullopt, operator_, start)), Change::made);
    ASSERT_EQ(wait(store->settings()).value().settings.limits.calls_per_day, i + 1);
    ASSERT_EQ(wait(store->authority(token)).value().value().settings.limits.calls_per_day, i + 1);
  }
  ASSERT_EQ(wait(other->revoke_token(token, operator_, start)), Change::made);
  EXPECT_FALSE(wait(store->authority(token)).value());
}

TEST_F(ContentionTest, ManyThreadsMayAsk) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] {
      for (int round = 0; round < 50; ++round) {
        EXPECT_TRUE(wait(store->authority(token_of("alice"))).value());
        store->touch_token(token_of("alice"), start + std::chrono::seconds(round));
        EXPECT_TRUE(wait(store->companies({})));
        EXPECT_TRUE(wait(store->ping()));
      }
    });
  }
}

TEST_F(ContentionTest, UsesOfATokenAreWrittenInTheEnd) {
  store->touch_token(token_of("alice"), start + 5s);
  store->touch_token(token_of("alice"), start + 9s);
  store->touch_token(token_of("alice"), start + 7s);
  store->touch_token(token_of("nobody"), start);
  store.reset();
  EXPECT_EQ(database.raw().ask("select cast(last_used_at as text) from extension_tokens"),
            std::to_string((start + 9s).time_since_epoch().count()));
}

}  // namespace
}  // namespace teleperson::test
