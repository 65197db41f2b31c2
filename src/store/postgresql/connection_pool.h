#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "store/postgresql/connection.h"

namespace teleperson::store::postgresql {

/// Connections that threads borrow, with somebody who watches that none waits for a server that has gone silent.
/// Thread-safe.
class ConnectionPool {
 public:
  /// `size`: at least as many as threads borrow at once. `url`, and `log` unless it is null, outlive the pool.
  ConnectionPool(const DatabaseUrl& url, std::size_t size, const util::Logger* log);
  ConnectionPool(const ConnectionPool&) = delete;

  enum class Prefer {
    open,    ///< one that is made: when the server may have no room for more
    closed,  ///< one that is to be made: when all that are made may be lost
  };
  struct GiveBack {
    ConnectionPool* pool;
    void operator()(Connection* connection) const { pool->give_back(connection); }
  };
  using Loan = std::unique_ptr<Connection, GiveBack>;
  Loan borrow(Prefer);

  Availability& availability() { return availability_; }
  const util::Logger* log() const { return log_; }

 private:
  void give_back(Connection*);
  void watch(const std::stop_token&);

  const util::Logger* log_;
  Availability availability_;
  std::deque<Connection> all_;
  std::mutex mutex_;
  std::vector<Connection*> free_;  // guarded by mutex_
  std::condition_variable_any tick_;
  std::jthread watchdog_;  // last: it uses all of the above
};

}  // namespace teleperson::store::postgresql
