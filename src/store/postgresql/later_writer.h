#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "store/postgresql/attempts.h"

namespace teleperson::store::postgresql {

/// A thread for writes that may wait, also until an outage is over, and of which nobody is told.
class LaterWriter {
 public:
  /// The pool outlives the writer.
  explicit LaterWriter(ConnectionPool&);
  /// Tries all that was submitted once more.
  ~LaterWriter();
  LaterWriter(const LaterWriter&) = delete;
  LaterWriter& operator=(const LaterWriter&) = delete;

  void submit(Work, std::chrono::milliseconds at_most);

 private:
  struct Item {
    std::chrono::steady_clock::time_point due;
    Work work;
  };

  void run();
  std::vector<Item> next();
  void run(Item&&);

  ConnectionPool& pool_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Item> items_;  // guarded by mutex_
  bool stopping_ = false;    // guarded by mutex_
  std::thread thread_;       // last: it uses all of the above
};

}  // namespace teleperson::store::postgresql
