#pragma once

#include <optional>
#include <string>

namespace teleperson::store {

/// What a migration of PostgreSQL does besides, as docs/postgresql.md tells.
struct MigrationExtras {
  std::optional<std::string> map_onto;  ///< the schema of the host product's tables, to be kept the same as ours
  bool unmap = false;                   ///< ends that
  std::optional<std::string> grant_to;  ///< the role of the gateways

  bool empty() const { return !map_onto && !unmap && !grant_to; }
};

}  // namespace teleperson::store
