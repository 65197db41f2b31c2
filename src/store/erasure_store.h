#pragma once

#include <string>
#include <vector>

#include "phone/hash.h"
#include "store/directory.h"
#include "store/result.h"
#include "util/task.h"
#include "util/time.h"

namespace teleperson::store {

/// That a user's account was closed: all that is kept of them.
struct Erasure {
  phone::UserIdHash user;
  util::Timestamp erased_at;
};

/// Closing accounts for good. A user's row, tokens and sessions go, and unused tickets. Rows of the logs and calls
/// under way stay, with zeros instead of the user's hash, so that nobody can tell any more whose they were, nor which
/// of them belong together.
class ErasureStore {
 public:
  /// `unchanged`: it was done before. `not_found`: there never was such a user.
  virtual util::Task<Result<Change>> erase_user(const std::string& user_id, const Actor&, util::Timestamp now) = 0;

  /// Erases once more what a backup brought back. A user who has come again since is left alone. Returns how many of
  /// them had come back.
  virtual util::Task<Result<int>> erase_again(const std::vector<Erasure>&, const Actor&, util::Timestamp now) = 0;

  /// All erasures from a hash on, in their order, at most `limit`. Empty text: from the first.
  virtual util::Task<Result<std::vector<Erasure>>> erasures(const std::string& after, int limit) = 0;

 protected:
  ~ErasureStore() = default;
};

}  // namespace teleperson::store
