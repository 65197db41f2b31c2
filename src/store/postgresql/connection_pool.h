#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <vector>

#include "store/postgresql/attempts.h"
#include "util/worker_pool.h"

namespace teleperson::store::postgresql {

/// As many threads as connections; what is handed in waits for the first that is free. The methods may be called from
/// any thread, and answer Error::unavailable at once when too much waits already.
class ConnectionPool {
 public:
  /// `url`, and `log` unless it is null, outlive the pool.
  ConnectionPool(const DatabaseUrl& url, std::size_t size, const util::Logger* log);

  util::Task<Result<void>> read(Work);
  util::Task<Result<void>> write(Work);

 private:
  using Try = Result<void>(Connection&, Work&, const util::Logger*);

  util::Task<Result<void>> run(Work, Try*);
  Result<void> run_here(Work&, Try*);

  const util::Logger* log_;
  std::deque<Connection> all_;
  std::mutex mutex_;
  std::vector<Connection*> free_;  // guarded by mutex_
  std::atomic<int> waiting_ = 0;
  util::WorkerPool threads_;  // last: they use all of the above
};

}  // namespace teleperson::store::postgresql
