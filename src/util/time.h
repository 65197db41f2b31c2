#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace teleperson::util {

/// A moment, in UTC, as every room and the database knows it.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// Where the time comes from. Pure rooms take a `Timestamp`; whoever calls them asks a Clock.
class Clock {
 public:
  virtual Timestamp now() const = 0;
  virtual ~Clock() = default;
};

/// The system's clock. Thread-safe.
class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

/// `2026-11-23T09:00:00Z`, whole seconds (RFC 3339).
std::string to_rfc3339(Timestamp);
/// `2026-11-23T09:00:00.042Z`.
std::string to_rfc3339_milliseconds(Timestamp);

/// Parses an RFC 3339 date-time with any offset, or a date alone, which means its first moment in UTC. Digits of a
/// second beyond milliseconds are cut off; a leap second is the first moment of the next minute.
std::optional<Timestamp> parse_rfc3339(std::string_view);

/// `Tue, 24 Nov 2026 09:00:00 +0000`, as Twilio's older API writes times, and `... GMT`, as HTTP does (RFC 5322,
/// RFC 9110). The day's name is not checked against the date.
std::optional<Timestamp> parse_rfc2822(std::string_view);

}  // namespace teleperson::util
