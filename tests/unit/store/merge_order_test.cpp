#include <algorithm>
#include <numeric>

#include "store_fixture.h"

namespace teleperson::test {
namespace {

using calls::AnsweredBy;
using calls::CallState;
using calls::LegEnd;
using calls::LegProgress;

/// The callbacks of one call, and the row that they must give in any order.
struct Story {
  const char* name;
  std::vector<CallState> callbacks;
  const char* outcome;
  int duration_seconds;
};

class MergeOrderTest : public StoreTest, public testing::WithParamInterface<Story> {
 protected:
  static policy::Decision allow(const policy::Facts& facts) {
    return policy::Allowed{.caller_id = facts.settings.caller_id, .time_limit = 3600s};
  }

  /// One call that gets its callbacks in this order, every one of them twice.
  util::Task<bool> tell(int index, std::vector<std::size_t> order) {
    const auto request = ticket_request(start);
    const store::Redemption redemption{request.ticket_hash, request.user, call_sid(index), start};
    auto ticket = co_await store->create_ticket(request, allow);
    auto dial = co_await store->redeem(redemption, allow);
    bool known = ticket && *ticket && dial && *dial;
    for (const auto which : order) {
      const store::CallKey key = request.call_id;
      const auto& news = GetParam().callbacks[which];
      auto first = co_await store->merge(key, news, start + 10s);
      auto again = co_await store->merge(key, news, start + 11s);
      known = known && first == true && again == true;
    }
    co_return known;
  }
};

TEST_P(MergeOrderTest, AnyOrderAndRepetitionGivesTheSameRow) {
  std::vector<std::size_t> order(GetParam().callbacks.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<util::Task<bool>> all;
  do {
    all.push_back(tell(static_cast<int>(all.size()), order));
  } while (std::next_permutation(order.begin(), order.end()));

  const auto known = wait_all(std::move(all));
  EXPECT_TRUE(std::all_of(known.begin(), known.end(), [](bool yes) { return yes; }));
  ASSERT_TRUE(wait(store->finalise_due(start + 1min, 1000)));

  const auto rows = call_log();
  EXPECT_EQ(rows.size(), known.size());
  for (const auto& row : rows) {
    ASSERT_EQ(row.outcome, GetParam().outcome);
    ASSERT_EQ(row.duration_seconds, GetParam().duration_seconds);
  }
}

const CallState ringing{.progress = LegProgress::ringing};
const CallState in_progress{.progress = LegProgress::in_progress};
const CallState parent_over{.parent_ended = true, .parent_duration_seconds = 50};

INSTANTIATE_TEST_SUITE_P(
    All, MergeOrderTest,
    testing::Values(Story{"answered",
                          {ringing,
                           in_progress,
                           {.progress = LegProgress::ended, .end = LegEnd::completed, .duration_seconds = 42},
                           {.end = LegEnd::completed, .dial_result = true, .bridged = true, .duration_seconds = 42},
                           {.answered_by = AnsweredBy::human}},
                          "answered",
                          42},
                    Story{"voicemail",
                          {in_progress,
                           {.progress = LegProgress::ended, .end = LegEnd::completed, .duration_seconds = 9},
                           {.end = LegEnd::completed, .dial_result = true, .bridged = true, .duration_seconds = 9},
                           {.answered_by = AnsweredBy::machine}},
                          "voicemail",
                          9},
                    Story{"busy",
                          {ringing,
                           {.progress = LegProgress::ended, .end = LegEnd::busy, .sip_response_code = 486},
                           {.end = LegEnd::busy, .dial_result = true},
                           parent_over},
                          "failed",
                          0},
                    Story{"no_dial_result",
                          {ringing,
                           in_progress,
                           {.progress = LegProgress::ended, .end = LegEnd::completed, .duration_seconds = 5},
                           parent_over},
                          "answered",
                          5}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace teleperson::test
