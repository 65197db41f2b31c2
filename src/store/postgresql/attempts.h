#pragma once

#include <chrono>
#include <functional>

#include "store/postgresql/connection_pool.h"
#include "store/result.h"

namespace teleperson::store::postgresql {

using Work = std::move_only_function<void(sql::Session&)>;

/// When nothing is begun any more.
using GiveUp = std::chrono::steady_clock::time_point;

/// Tries work on a connection, and tries it again until then when that is safe. While the database is known to be
/// unavailable, it is tried once or not at all. Block.

/// Reads without a transaction. Tried again when the connection was lost.
Result<void> read(ConnectionPool&, Work&, GiveUp);

/// A transaction. Tried again when it failed before its commit for a reason that may pass; after a commit without an
/// answer, which may have been done, it has failed. If `work` throws anything but a DatabaseError, it is undone.
Result<void> write(ConnectionPool&, Work&, GiveUp);

}  // namespace teleperson::store::postgresql
