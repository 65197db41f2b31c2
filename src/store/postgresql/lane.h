#pragma once

#include <atomic>
#include <cstddef>

#include "store/postgresql/attempts.h"
#include "util/task.h"
#include "util/worker_pool.h"

namespace teleperson::store::postgresql {

/// Threads for one kind of work, so that no kind holds up another. What is handed in waits for the first that is free.
/// The methods may be called from any thread, and answer Error::unavailable at once when too much waits already or the
/// database is known to be away.
class Lane {
 public:
  /// The pool outlives the lane.
  Lane(ConnectionPool& pool, std::size_t threads) : pool_(pool), threads_(threads) {}

  util::Task<Result<void>> read(Work work) { return run(std::move(work), Access::read, &postgresql::read); }
  util::Task<Result<void>> write(Work work) { return run(std::move(work), Access::write, &postgresql::write); }

 private:
  using Try = Result<void>(ConnectionPool&, Work&, GiveUp);
  util::Task<Result<void>> run(Work, Access, Try*);

  ConnectionPool& pool_;
  std::atomic<int> waiting_ = 0;
  util::WorkerPool threads_;  // last: they use all of the above
};

}  // namespace teleperson::store::postgresql
