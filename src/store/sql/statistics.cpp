#include "store/sql/statistics.h"

#include <chrono>

namespace teleperson::store::sql {
namespace {

constexpr Sql<Row<>(util::Timestamp, int, int, int, int)> add_call{R"(
  insert into call_statistics (starts_at, answered, voicemail, failed, seconds)
  values (:starts_at, :answered, :voicemail, :failed, :seconds)
  on conflict (starts_at) do update set answered = call_statistics.answered + excluded.answered,
                                        voicemail = call_statistics.voicemail + excluded.voicemail,
                                        failed = call_statistics.failed + excluded.failed,
                                        seconds = call_statistics.seconds + excluded.seconds)"};

constexpr Sql<Row<>(util::Timestamp, policy::Reason)> add_denial{R"(
  insert into denial_statistics (starts_at, reason, denials) values (:starts_at, :reason, 1)
  on conflict (starts_at, reason) do update set denials = denial_statistics.denials + 1)"};

// The database adds up what it can: a year has a hundred thousand rows, and some thousand sums.
constexpr Sql<Row<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(util::Timestamp,
                                                                                        util::Timestamp)>
    sum_calls_by_hour{R"(
  select (starts_at - :from) / 3600000, sum(answered), sum(voicemail), sum(failed), sum(seconds) from call_statistics
  where starts_at >= :from and starts_at < :until group by 1)"};

constexpr Sql<Row<std::string, std::int64_t>(util::Timestamp, util::Timestamp)> sum_denials{R"(
  select reason, sum(denials) from denial_statistics
  where starts_at >= :from and starts_at < :until group by reason order by reason)"};

util::Timestamp quarter_of(util::Timestamp time) {
  return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(time);
}

IntervalStatistics read_interval(Session& db, util::Timestamp from, util::Timestamp until) {
  IntervalStatistics interval{.starts_at = from};
  interval.by_hour.resize(static_cast<std::size_t>(std::chrono::ceil<std::chrono::hours>(until - from).count()));
  for (const auto& [hour, answered, voicemail, failed, seconds] : db.all(sum_calls_by_hour, from, until)) {
    interval.answered += answered;
    interval.voicemail += voicemail;
    interval.failed += failed;
    interval.seconds += seconds;
    interval.by_hour.at(static_cast<std::size_t>(hour)) = answered + voicemail + failed;
  }
  for (auto& [reason, count] : db.all(sum_denials, from, until))
    interval.denials.push_back({std::move(reason), count});
  return interval;
}

}  // namespace

void count_call(Session& db, util::Timestamp created_at, const calls::Verdict& verdict) {
  const auto is = [&](calls::Outcome outcome) { return verdict.outcome == outcome ? 1 : 0; };
  db.run(add_call, quarter_of(created_at), is(calls::Outcome::answered), is(calls::Outcome::voicemail),
         is(calls::Outcome::failed), verdict.duration_seconds);
}

void count_denial(Session& db, util::Timestamp created_at, policy::Reason reason) {
  db.run(add_denial, quarter_of(created_at), reason);
}

std::vector<IntervalStatistics> read_statistics(Session& db, const std::vector<util::Timestamp>& starts) {
  std::vector<IntervalStatistics> intervals;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i)
    intervals.push_back(read_interval(db, starts[i], starts[i + 1]));
  return intervals;
}

}  // namespace teleperson::store::sql
