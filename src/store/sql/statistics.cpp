#include "store/sql/statistics.h"

#include <algorithm>
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

constexpr Sql<Row<util::Timestamp, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(util::Timestamp,
                                                                                           util::Timestamp)>
    select_calls{R"(
  select starts_at, answered, voicemail, failed, seconds from call_statistics
  where starts_at >= :from and starts_at < :until order by starts_at)"};

constexpr Sql<Row<util::Timestamp, std::string, std::int64_t>(util::Timestamp, util::Timestamp)> select_denials{R"(
  select starts_at, reason, denials from denial_statistics
  where starts_at >= :from and starts_at < :until order by starts_at, reason)"};

util::Timestamp quarter_of(util::Timestamp time) {
  return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(time);
}

/// Walks through the intervals as rows come in the order of their times.
class Walk {
 public:
  explicit Walk(std::vector<IntervalStatistics>& intervals) : intervals_(intervals) {}

  /// The interval of a time that is not before the last one.
  IntervalStatistics& at(util::Timestamp time) {
    while (index_ + 1 < intervals_.size() && intervals_[index_ + 1].starts_at <= time)
      ++index_;
    return intervals_[index_];
  }

 private:
  std::vector<IntervalStatistics>& intervals_;
  std::size_t index_ = 0;
};

std::vector<IntervalStatistics> empty_intervals(const std::vector<util::Timestamp>& starts) {
  std::vector<IntervalStatistics> intervals;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    auto& interval = intervals.emplace_back();
    interval.starts_at = starts[i];
    const auto hours = std::chrono::ceil<std::chrono::hours>(starts[i + 1] - starts[i]).count();
    interval.by_hour.resize(static_cast<std::size_t>(hours));
  }
  return intervals;
}

void add(std::vector<DenialCount>& denials, const std::string& reason, std::int64_t count) {
  const auto known = std::ranges::lower_bound(denials, reason, {}, &DenialCount::reason);
  if (known != denials.end() && known->reason == reason) {
    known->count += count;
  } else {
    denials.insert(known, {reason, count});
  }
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
  auto intervals = empty_intervals(starts);
  if (intervals.empty()) return intervals;

  Walk calls(intervals);
  for (const auto& [time, answered, voicemail, failed, seconds] : db.all(select_calls, starts.front(), starts.back())) {
    auto& interval = calls.at(time);
    interval.answered += answered;
    interval.voicemail += voicemail;
    interval.failed += failed;
    interval.seconds += seconds;
    const auto hour = std::chrono::floor<std::chrono::hours>(time - interval.starts_at).count();
    interval.by_hour.at(static_cast<std::size_t>(hour)) += answered + voicemail + failed;
  }
  Walk denials(intervals);
  for (const auto& [time, reason, count] : db.all(select_denials, starts.front(), starts.back()))
    add(denials.at(time).denials, reason, count);
  return intervals;
}

}  // namespace teleperson::store::sql
