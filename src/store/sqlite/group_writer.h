#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/engine.h"
#include "store/sql/session.h"
#include "util/log.h"

namespace teleperson::store::sqlite {

/// The one thread that writes. What is submitted while a commit runs becomes the next transaction: under load many
/// writes share one sync of the disk, alone a write waits for nobody.
///
/// Each piece of work runs in a savepoint, so one that fails undoes only itself. If the transaction as a whole fails,
/// all of it is undone and all its pieces have failed.
class GroupWriter {
 public:
  using Work = Engine::Work;
  using Done = std::move_only_function<void(bool durable)>;

  /// `log` may be null, else it outlives the writer.
  GroupWriter(std::unique_ptr<sql::Session>, const util::Logger* log);
  /// Finishes all that was submitted.
  ~GroupWriter();
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;

  /// `done` is called on the writer's thread, after the commit.
  void submit(Work, Done);

  /// Runs the work with the first transaction after `delay`.
  void submit_later(Work, std::chrono::milliseconds delay);

  /// Transactions so far.
  std::uint64_t commits() const { return commits_; }

 private:
  struct Item {
    Work work;
    Done done;
    bool succeeded = false;
  };
  struct Deferred {
    std::chrono::steady_clock::time_point due;
    Work work;
  };

  void run();
  std::vector<Item> next_group();
  bool commit(std::vector<Item>&);
  bool attempt(Item&);
  void roll_back();
  void report(const char* event, const char* error) const;

  std::unique_ptr<sql::Session> session_;
  const util::Logger* log_;
  std::atomic<std::uint64_t> commits_ = 0;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Item> queue_;         // guarded by mutex_
  std::vector<Deferred> deferred_;  // guarded by mutex_
  bool stopping_ = false;           // guarded by mutex_

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace teleperson::store::sqlite
