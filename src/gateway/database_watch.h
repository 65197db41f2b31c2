#pragma once

namespace teleperson::gateway {

/// Looks at the database from time to time, for views that show what changes. What is shown comes from the database
/// alone, as any node may have changed it; whoever has just done so only has it looked at sooner.
class DatabaseWatch {
 public:
  /// Cheap, and on the event loop.
  virtual void look_now() = 0;

 protected:
  ~DatabaseWatch() = default;
};

}  // namespace teleperson::gateway
