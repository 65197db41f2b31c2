#pragma once

#include <chrono>
#include <cstdint>

#include "store/directory.h"
#include "store/result.h"
#include "util/task.h"
#include "util/time.h"

namespace teleperson::store {

/// The least age of calls that may be purged: the daily limit and a comparison with Twilio's calls need those of
/// before.
constexpr std::chrono::days least_retention{30};

struct Purge {
  util::Timestamp before;  ///< calls that were handed to Twilio before
  int rows_a_step = 1000;
};

struct PurgeStep {
  std::int64_t rows = 0;    ///< deleted
  std::int64_t months = 0;  ///< whole ones among them
  bool more = false;        ///< call again
  bool busy = false;        ///< another process is at it; nothing was done
};

/// What keeps the call log in shape over the years. Each method does a step, a transaction of its own, of which only
/// one at a time runs in all processes.
class UpkeepStore {
 public:
  /// Makes a place for a month of calls ahead of time, where the engine keeps months apart. False: none is missing, or
  /// another process is at it.
  virtual util::Task<Result<bool>> prepare_call_log(util::Timestamp now) = 0;

  /// Deletes the oldest calls, with a row in the audit log; the sums for the charts stay.
  virtual util::Task<Result<PurgeStep>> purge_calls(const Purge&, const Actor&, util::Timestamp now) = 0;

  /// How many calls a purge would delete.
  virtual util::Task<Result<std::int64_t>> count_calls_before(util::Timestamp) = 0;

  /// Calls from before this time were purged.
  virtual util::Task<Result<util::Timestamp>> purged_before() = 0;

 protected:
  ~UpkeepStore() = default;
};

}  // namespace teleperson::store
