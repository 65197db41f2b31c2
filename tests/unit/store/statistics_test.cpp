#include <algorithm>
#include <map>
#include <random>

#include <gmock/gmock.h>

#include "store/call_history.h"
#include "store_fixture.h"
#include "test_database.h"

namespace teleperson::test {
namespace {

using calls::CallState;
using calls::LegEnd;
using calls::LegProgress;
using policy::Reason;

class StatisticsTest : public StoreTest {
 protected:
  /// A call at `at` that ends with this result; in the log when this returns.
  void log_call(int index, Timestamp at, calls::Outcome outcome, int seconds) {
    const auto user = "user " + std::to_string(index);
    add_user(user);
    start_call(call_sid(index), at, user);
    CallState end{.progress = LegProgress::ended, .end = LegEnd::busy, .dial_result = true};
    if (outcome != calls::Outcome::failed) {
      end.end = LegEnd::completed;
      end.bridged = true;
      end.duration_seconds = seconds;
      end.answered_by = outcome == calls::Outcome::voicemail ? calls::AnsweredBy::machine : calls::AnsweredBy::human;
    }
    ASSERT_TRUE(wait(store->merge(call_sid(index), end, at + 1s)).value());
  }

  void deny(Timestamp at, const std::string& user, Reason reason) {
    const auto decide = [reason](const policy::Facts&) -> policy::Decision { return std::unexpected(reason); };
    ASSERT_FALSE(wait(store->create_ticket(ticket_request(at, user), decide)).value());
  }

  std::vector<store::IntervalStatistics> statistics(const std::vector<Timestamp>& starts) {
    return wait(store->call_statistics(starts)).value();
  }

  /// What a reader of all rows finds.
  store::IntervalStatistics naive(Timestamp from, Timestamp until) {
    store::IntervalStatistics sum{.starts_at = from};
    sum.by_hour.resize(static_cast<std::size_t>(std::chrono::ceil<std::chrono::hours>(until - from).count()));
    for (const auto& row : call_log()) {
      if (row.created_at < from || row.created_at >= until) continue;
      (row.outcome == "answered" ? sum.answered : row.outcome == "voicemail" ? sum.voicemail : sum.failed) += 1;
      sum.seconds += row.duration_seconds;
      ++sum.by_hour.at(static_cast<std::size_t>((row.created_at - from) / 1h));
    }
    auto raw = database.raw();
    for (int reason = 0; reason <= static_cast<int>(Reason::daily_limit_reached); ++reason) {
      const std::string name(to_string(static_cast<Reason>(reason)));
      const auto count = raw.count("audit_log where action = 'call.denied' and metadata like '%\"" + name +
                                   "\"%' and created_at >= " + std::to_string(from.time_since_epoch().count()) +
                                   " and created_at < " + std::to_string(until.time_since_epoch().count()));
      if (count > 0) sum.denials.push_back({name, count});
    }
    std::ranges::sort(sum.denials, {}, &store::DenialCount::reason);
    return sum;
  }
};

TEST_F(StatisticsTest, OfNothingAreNoughts) {
  const auto interval = statistics({start, start + 24h}).at(0);
  EXPECT_EQ(interval, naive(start, start + 24h));
  EXPECT_EQ(interval.by_hour.size(), 24U);
  EXPECT_TRUE(interval.denials.empty());
}

TEST_F(StatisticsTest, AreWhatAReaderOfAllRowsFindsWhateverTheirOrder) {
  std::mt19937 random(20261125);  // NOLINT: the same numbers each time are what a test needs
  const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
  for (int i = 0; i < 150; ++i) {
    const auto at = start + std::chrono::minutes(below(3 * 24 * 60)) + std::chrono::milliseconds(below(60'000));
    log_call(i, at, static_cast<calls::Outcome>(below(3)), 1 + below(500));
    if (i % 3 == 0) deny(at, "user " + std::to_string(i), static_cast<Reason>(1 + below(12)));
  }
  // Days of 23, 24 and 25 hours, as daylight saving makes them, on half an hour as in India; and an hour, a quarter.
  const std::vector<Timestamp> starts{start - 30min,       start + 22h + 30min, start + 46h + 30min,
                                      start + 71h + 30min, start + 72h + 30min, start + 72h + 45min};
  const auto found = statistics(starts);
  ASSERT_EQ(found.size(), starts.size() - 1);
  std::int64_t calls = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i], naive(starts[i], starts[i + 1])) << i;
    calls += found[i].answered + found[i].voicemail + found[i].failed;
  }
  EXPECT_EQ(calls, 150);
}

TEST_F(StatisticsTest, CountACallOnceHoweverOftenItIsTold) {
  log_call(1, start, calls::Outcome::answered, 42);
  log_call(2, start + 14min, calls::Outcome::failed, 0);
  const CallState again{.progress = LegProgress::ended, .parent_ended = true, .sip_response_code = 486};
  ASSERT_TRUE(wait(store->merge(call_sid(1), again, start + 1h)).value());
  database.raw().run("update calls set stage = 'live', due_at = 0");  // as if another node were about to log them
  EXPECT_EQ(wait(store->finalise_due(start + 2h, 100)).value().rows, 2);
  const auto interval = statistics({start, start + 15min}).at(0);
  EXPECT_EQ(interval.answered, 1);
  EXPECT_EQ(interval.failed, 1);
  EXPECT_EQ(interval.seconds, 42);
  EXPECT_THAT(interval.by_hour, testing::ElementsAre(2));
}

TEST_F(StatisticsTest, CountADenialWhenItIsNotedAndNotWhenItIsRepeated) {
  deny(start, "alice", Reason::rate_limited);
  deny(start + 1s, "alice", Reason::rate_limited);
  deny(start + 2s, "alice", Reason::already_in_call);
  deny(start + 10min, "alice", Reason::rate_limited);
  EXPECT_THAT(statistics({start, start + 15min}).at(0).denials,
              testing::ElementsAre(store::DenialCount{"already_in_call", 1}, store::DenialCount{"rate_limited", 2}));
}

TEST_F(StatisticsTest, ARowAndItsSumAreWrittenBothOrNeither) {
  start_call(call_sid(1), start);
  database.refuse_inserts("call_statistics");
  const CallState over{.progress = LegProgress::ended, .end = LegEnd::busy, .dial_result = true};
  EXPECT_FALSE(wait(store->merge(call_sid(1), over, start + 1s)));
  EXPECT_TRUE(call_log().empty());
  EXPECT_EQ(statistics({start, start + 15min}).at(0).failed, 0);

  database.accept_inserts("call_statistics");
  EXPECT_TRUE(wait(store->merge(call_sid(1), over, start + 1s)).value());
  EXPECT_EQ(call_log().size(), 1U);
  EXPECT_EQ(statistics({start, start + 15min}).at(0).failed, 1);
}

TEST_F(StatisticsTest, ADenialAndItsSumAreWrittenBothOrNeither) {
  database.refuse_inserts("denial_statistics");
  const auto decide = [](const policy::Facts&) -> policy::Decision { return std::unexpected(Reason::rate_limited); };
  EXPECT_FALSE(wait(store->create_ticket(ticket_request(start), decide)));
  EXPECT_EQ(database.raw().count("audit_log where action = 'call.denied'"), 0);
}

}  // namespace
}  // namespace teleperson::test
