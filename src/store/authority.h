#pragma once

#include <optional>
#include <string>

#include "phone/hash.h"
#include "policy/policy.h"
#include "store/result.h"
#include "util/crypto.h"
#include "util/task.h"

namespace teleperson::store {

using TokenHash = util::Sha256Digest;

/// Everything that decides what the holder of a token may do, as the database has it at this moment.
struct Authority {
  std::string user_id;
  std::optional<std::string> first_name;
  std::string role;  ///< `user`, `admin` or `super_admin`
  policy::Caller caller;
  policy::Settings settings;
};

/// A number of the directory with what the policy asks about it.
struct DirectoryNumber {
  std::string id;
  policy::Destination destination;
};

/// The reads on the hot path. Never from a cache: a revocation or downgrade that was acknowledged bites at once, on
/// every node.
class AuthorityReader {
 public:
  /// Nothing: there is no such token.
  virtual util::Task<Result<std::optional<Authority>>> authority(const TokenHash&) = 0;

  virtual util::Task<Result<std::optional<DirectoryNumber>>> number(const std::string& id) = 0;

  /// Notes that the token was used just now. Best effort, collected and written with other writes: no error, no wait.
  virtual void touch_token(const TokenHash&, util::Timestamp) = 0;

 protected:
  ~AuthorityReader() = default;
};

}  // namespace teleperson::store
