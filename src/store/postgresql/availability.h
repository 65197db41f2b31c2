#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <string_view>

#include "util/log.h"

namespace teleperson::store::postgresql {

enum class Access { read, write };

/// Whether the database can be used, as the last that was tried has shown. While it cannot, one at a time tries, so
/// that everybody else is told at once. A disk that is full stops writes alone, until there is room again: some would
/// still find a place. Logs when an outage begins and when it
/// is over, once each. Thread-safe.
class Availability {
 public:
  /// `log` may be null, else it outlives this.
  explicit Availability(const util::Logger* log) : log_(log) {}

  enum class Leave { none, once, repeatedly };
  /// How may it be tried now? Whoever does tells afterwards how it went.
  Leave ask(Access);
  void answered(Access, Leave);
  enum class Lack { server, room };
  void failed(Access, Lack, std::string_view why);
  bool is_out(Access);
  /// Would ask() say `none` now?
  bool is_refusing(Access);
  /// Whether a write has to show first that there is room.
  bool lacks_room() const { return lacks_room_; }
  /// From now on nobody may try.
  void close_for_good(std::string_view why);

 private:
  struct Gate {
    bool is_closed = false;
    bool is_being_tried = false;
  };
  Gate& gate(Access access) { return gates_.at(static_cast<std::size_t>(access)); }

  const util::Logger* log_;
  std::mutex mutex_;
  bool is_closed_for_good_ = false;  // guarded by mutex_
  std::atomic<bool> lacks_room_ = false;
  std::array<Gate, 2> gates_;                                   // guarded by mutex_
  std::optional<std::chrono::steady_clock::time_point> since_;  // guarded by mutex_; of an outage
};

}  // namespace teleperson::store::postgresql
