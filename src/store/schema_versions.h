#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "store/store.h"

namespace teleperson::store {

/// How a database comes from each version of its schema to the next.
struct SchemaVersions {
  std::span<const char* const> migrations;  ///< only ever appended to
  std::string_view create_version_table;    ///< a statement
  std::string_view now;                     ///< an expression: unix milliseconds
  /// Where programs of two versions may work with one database: the oldest schema version that a program may know and
  /// still work with the last of these.
  std::optional<int> oldest_program{};
};

/// Throws OpenError when `from` is newer than the program.
MigrationPlan plan_migration(const SchemaVersions&, int from);

/// Throws OpenError, with what to do, unless `found` is the version that this program works with.
void require_current_version(const SchemaVersions&, int found);

}  // namespace teleperson::store
