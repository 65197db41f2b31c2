#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calls/call_state.h"
#include "store/directory.h"
#include "util/task.h"

namespace teleperson::store {

/// Sums are kept for each quarter of an hour: intervals must begin and end with one.
inline constexpr std::chrono::minutes statistics_step{15};

struct DenialCount {
  std::string reason;
  std::int64_t count = 0;
  bool operator==(const DenialCount&) const = default;
};

/// What happened from `starts_at` to the start of the next one.
struct IntervalStatistics {
  util::Timestamp starts_at;
  std::int64_t answered = 0;
  std::int64_t voicemail = 0;
  std::int64_t failed = 0;
  std::int64_t seconds = 0;             ///< of all these calls
  std::vector<std::int64_t> by_hour{};  ///< calls in each hour after `starts_at`, up to the interval's end
  std::vector<DenialCount> denials{};   ///< by reason's name; none with 0

  bool operator==(const IntervalStatistics&) const = default;
};

/// A call at Twilio, or one whose row in the log is still to be written.
struct LiveCall {
  std::string key;                          ///< tells it from the others, and is good for nothing else
  util::Timestamp since;                    ///< handed to Twilio
  std::optional<util::Timestamp> ended_at;  ///< seen to be over
  calls::Phase phase = calls::Phase::dialing;
  std::string user_id_hash;
  std::optional<std::string> company;
  std::optional<std::string> label;

  bool operator==(const LiveCall&) const = default;
};

/// What a view that follows events shows of this moment.
struct LiveState {
  std::vector<LiveCall> calls;   ///< the newest first, at most `most_live_calls`
  std::int64_t live = 0;         ///< how many there are
  std::int64_t last_log_id = 0;  ///< of the newest row of the log; 0: there is none
  std::int64_t settings_revision = 0;

  bool operator==(const LiveState&) const = default;
};
inline constexpr int most_live_calls = 100;

/// What the dashboard tells of calls, past and present. All of it is cheap, however long the log is.
class CallHistory {
 public:
  /// As many intervals as there are starts but one; the last start is where the last interval ends.
  virtual util::Task<Result<std::vector<IntervalStatistics>>> call_statistics(
      const std::vector<util::Timestamp>& starts) = 0;

  /// At most `query.page_size` rows, newest first, without what the directory knows; for exports, in pages of any size.
  virtual util::Task<Result<std::vector<LogRow>>> call_log_page(const CallLogQuery& query) = 0;

  virtual util::Task<Result<LiveState>> live_state() = 0;

 protected:
  ~CallHistory() = default;
};

}  // namespace teleperson::store
