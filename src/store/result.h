#pragma once

#include <expected>

namespace teleperson::store {

/// Why the database did not do it. What a caller can act on is in each operation's own result type.
enum class Error {
  unavailable,  ///< not reachable, busy for too long, disk full: the same call may succeed later. Nothing was changed
};

template <class T>
using Result = std::expected<T, Error>;

}  // namespace teleperson::store
