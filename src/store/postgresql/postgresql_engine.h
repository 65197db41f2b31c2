#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "store/engine.h"
#include "store/postgresql/lane.h"
#include "store/postgresql/later_writer.h"
#include "store/postgresql/listener.h"
#include "util/worker_pool.h"

namespace teleperson::store::postgresql {

/// PostgreSQL, for any number of nodes. Nothing in a node's memory decides: each read asks the server, and each write
/// is a transaction of its own, held apart from others by the locks of sql/locks.h. The server joins the commits of
/// transactions that run side by side into one sync of its disk.
class PostgresqlEngine final : public Engine {
 public:
  /// Connects. Throws OpenError. `log` may be null, else it outlives the engine.
  PostgresqlEngine(DatabaseUrl, const util::Logger* log);

  int waiting_reads() const override;
  bool is_refusing_reads() override { return connections_.availability().is_refusing(Access::read); }
  void write_later(Work, std::chrono::milliseconds at_most) override;
  util::Task<Result<void>> ping() override;
  void announce() override;
  void listen(std::function<void()> heard) override;

 protected:
  util::Task<Result<void>> do_read(Work) override;
  util::Task<Result<void>> do_browse(Work) override;
  util::Task<Result<void>> do_write(Work) override;
  util::Task<Result<void>> do_labour(Work) override;

 private:
  Result<void> labour(Work&) const;

  DatabaseUrl url_;
  const util::Logger* log_;
  ConnectionPool connections_;
  Lane readers_;
  Lane browsers_;
  Lane writers_;
  std::string name_;  ///< of this process, to know its own announcements by
  std::atomic<bool> is_announcing_ = false;
  LaterWriter later_;
  std::unique_ptr<Listener> listener_;
  util::WorkerPool labour_{1};  // last: it uses the above
};

}  // namespace teleperson::store::postgresql
