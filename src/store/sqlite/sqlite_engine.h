#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "store/engine.h"
#include "store/sqlite/group_writer.h"
#include "util/log.h"
#include "util/worker_pool.h"

namespace teleperson::store::sqlite {

/// The embedded engine: one SQLite file with a write-ahead log, so that readers never wait for the writer. Three
/// connections: one for quick reads, one for long reads on a thread of its own, and the writer's. Other processes may
/// use the file at the same time.
class SqliteEngine final : public Engine {
 public:
  /// Throws OpenError. `log` may be null, else it outlives the engine.
  SqliteEngine(const std::filesystem::path&, const util::Logger* log);

  void write_later(Work, std::chrono::milliseconds at_most) override;
  util::Task<Result<void>> ping() override;

  std::uint64_t commits() const { return writer_->commits(); }

 protected:
  util::Task<Result<void>> do_read(Work) override;
  util::Task<Result<void>> do_browse(Work) override;
  util::Task<Result<void>> do_write(Work) override;

 private:
  Result<void> attempt(sql::Session&, Work&) const;

  const util::Logger* log_;
  std::mutex reading_;
  std::unique_ptr<sql::Session> reader_;   // guarded by reading_
  std::unique_ptr<sql::Session> browser_;  // used on browse_ only
  util::WorkerPool browse_{1};
  std::unique_ptr<GroupWriter> writer_;
};

}  // namespace teleperson::store::sqlite
