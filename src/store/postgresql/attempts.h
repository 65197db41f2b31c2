#pragma once

#include <functional>

#include "store/postgresql/connection.h"
#include "store/result.h"
#include "util/log.h"

namespace teleperson::store::postgresql {

using Work = std::move_only_function<void(sql::Session&)>;

/// Tries work on a connection, and tries it again for a second or so when that is safe. Block. `log` may be null.

/// Reads without a transaction. Tried again when the connection was lost.
Result<void> read(Connection&, Work&, const util::Logger* log);

/// A transaction. Tried again when it failed before its commit for a reason that may pass; after a commit without an
/// answer, which may have been done, it has failed. If `work` throws anything but a DatabaseError, it is undone.
Result<void> write(Connection&, Work&, const util::Logger* log);

}  // namespace teleperson::store::postgresql
