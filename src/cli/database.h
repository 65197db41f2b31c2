#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "cli/commands.h"
#include "cli/loop.h"
#include "gateway/patience.h"
#include "phone/hash.h"
#include "store/store.h"
#include "util/log.h"
#include "util/time.h"

namespace teleperson::cli {

/// The database, opened for one command, which waits for each answer.
class Database {
 public:
  /// Throws store::OpenError.
  explicit Database(const gateway::Config& config)
      : hasher_(config.hash_key),
        store_(store::open({.url = config.database_url,
                            .hasher = &hasher_,
                            .patience = gateway::patience_of(config),
                            .logger = &logger_})) {}

  store::Store* operator->() { return store_.get(); }
  store::Store& operator*() { return *store_; }
  const phone::Hasher& hasher() const { return hasher_; }

  /// Runs a task to its end.
  template <class T>
  T run(util::Task<T> task) {
    return loop_.run(std::move(task));
  }

  /// Runs a store operation to its end. Throws store::OpenError when the database does not do it.
  template <class T>
  T wait(util::Task<store::Result<T>> task) {
    auto result = run(std::move(task));
    if (!result) throw store::OpenError(std::string(unavailable));
    return std::move(*result);
  }

  util::Timestamp now() const { return clock_.now(); }

  static constexpr std::string_view unavailable =
      "The database did not do it: it is busy, or its disk is full, or what the line above says. Nothing was changed; "
      "try again.";

 private:
  util::SystemClock clock_;
  util::Logger logger_{util::LogLevel::error, util::LogFormat::text, clock_};
  /// Outlives the store, whose writer thread may still be leaving `post` when an answer is already here.
  Loop loop_;
  phone::Hasher hasher_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace teleperson::cli
