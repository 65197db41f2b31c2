#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "store/authority.h"
#include "store/engine.h"

namespace teleperson::store {

/// Lets requests that come while the database is being asked share the next question: under load one round trip serves
/// many of them, alone a request waits for nobody. Each question is asked after the request has come, so that the
/// answer is as fresh as if it had been asked alone. May be used from several event loops.
class AuthorityBatch {
 public:
  /// The engine outlives this. `questions`: how many may be under way at once.
  AuthorityBatch(Engine& engine, int questions) : engine_(engine), questions_(questions) {}

  util::Task<Result<std::optional<Authority>>> read(const TokenHash&);

 private:
  using Answer = Result<std::optional<Authority>>;
  /// Called with the answer, or with nothing when the caller may ask on its own.
  using Resume = std::move_only_function<void(std::optional<Answer>)>;
  struct Waiting {
    TokenHash token;
    Resume resume;
  };

  void wait_or_go(const TokenHash&, Resume);
  /// Those who wait: the question that is over now goes on with them. If nobody does, it is counted off.
  std::vector<Waiting> next_batch();
  util::Task<> serve(std::vector<Waiting> batch);
  /// Nobody who has waited for a question that failed waits for another.
  void refuse(std::vector<Waiting> batch);

  Engine& engine_;
  int questions_;
  std::mutex mutex_;
  int under_way_ = 0;             // guarded by mutex_
  std::vector<Waiting> waiting_;  // guarded by mutex_
};

}  // namespace teleperson::store
