#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

#include "util/task.h"
#include "util/time.h"

namespace teleperson::twilio {

/// What waiting between two tries needs from the world. Thread-safe.
class RetryPace {
 public:
  virtual util::Timestamp now() const = 0;
  virtual double random() = 0;  ///< from 0 to less than 1
  virtual util::Task<> pause(std::chrono::milliseconds) = 0;
  virtual ~RetryPace() = default;

  /// The system's clock and generator, and a timer on the loop of whoever waits.
  static std::shared_ptr<RetryPace> system();
};

/// What Twilio advises: exponential backoff with full jitter.
struct RetryRules {
  int tries = 3;
  std::chrono::milliseconds try_timeout{15'000};
  std::chrono::milliseconds first_backoff{100};
  std::chrono::milliseconds longest_backoff{3'000};
  std::optional<util::Timestamp> deadline{};     ///< by the pace's clock: no request goes on beyond it
  std::chrono::seconds longest_retry_after{10};  ///< a caller should not wait longer: it gets the error instead
};

/// From nothing to `first_backoff` * 2^failures, at most `longest_backoff`. `failures`: tries that failed before this.
std::chrono::milliseconds backoff(const RetryRules&, int failures, double random);

/// `Retry-After`: seconds, or an HTTP date. Nothing when it is neither. Not below 0, at most a day.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view, util::Timestamp now);

}  // namespace teleperson::twilio
