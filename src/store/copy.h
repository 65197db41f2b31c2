#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace teleperson::store {

/// How far a copy is. Read by any thread.
struct CopyProgress {
  enum class Phase { copying, verifying };
  std::atomic<Phase> phase = Phase::copying;
  std::atomic<std::int64_t> done = 0;  ///< rows
  std::atomic<std::int64_t> total = 0;
};

/// One table after the copy: what both sides hold.
struct CopiedTable {
  std::string name;
  std::int64_t rows = 0;         ///< at the source
  std::int64_t target_rows = 0;  ///< the same if the copy is complete
  bool same = false;             ///< every row is, by a checksum of all of them
};

struct CopyReport {
  std::vector<CopiedTable> tables;
  bool was_complete = false;  ///< there was nothing to copy any more
  bool complete() const;
};

/// The copy was not begun: the source is in use, or the target holds something else.
class CopyRefused : public OpenError {
  using OpenError::OpenError;
};

/// Copies all of a SQLite database into an empty PostgreSQL one, and compares both. Broken off at any moment, it goes
/// on where it was when it is called again; until it is done no gateway opens the target. The source must not be used
/// meanwhile, and is only read. Blocks. Throws OpenError and CopyRefused.
CopyReport copy(const std::string& from_url, const std::string& to_url, CopyProgress&);

}  // namespace teleperson::store
