#pragma once

#include <functional>

namespace teleperson::store {

/// Word between the processes that share a database, so that a live view need not wait until it looks again. Nothing
/// rests on it: it may be late, come for nothing, or not at all, as with SQLite and through PgBouncer.
class Announcements {
 public:
  /// Tells the others, within a moment, that there is something new to see. Cheap.
  virtual void announce() = 0;

  /// From now on `heard` is called, on a thread of the store's, when another process has announced something. Null: no
  /// more, once this has returned.
  virtual void listen(std::function<void()> heard) = 0;

 protected:
  ~Announcements() = default;
};

}  // namespace teleperson::store
