#include "store/schema_versions.h"

#include <string>

#include <fmt/format.h>

namespace teleperson::store {

MigrationPlan plan_migration(const SchemaVersions& versions, int from) {
  MigrationPlan plan{.from = from, .to = static_cast<int>(versions.migrations.size()), .sql = {}};
  if (from > plan.to) {
    throw OpenError(
        fmt::format("the database has schema version {}, and this program knows versions up to {}: run a newer "
                    "teleperson-voice",
                    from, plan.to));
  }
  if (from == plan.to) return plan;
  if (from == 0) plan.sql = fmt::format("{};\n", versions.create_version_table);
  for (int version = from; version < plan.to; ++version)
    plan.sql += versions.migrations[static_cast<std::size_t>(version)];
  plan.sql +=
      versions.oldest_program
          ? fmt::format("\ninsert into schema_version (version, applied_at, oldest_program) values ({}, {}, {});\n",
                        plan.to, versions.now, *versions.oldest_program)
          : fmt::format("\ninsert into schema_version (version, applied_at) values ({}, {});\n", plan.to, versions.now);
  return plan;
}

void require_current_version(const SchemaVersions& versions, int found) {
  const MigrationPlan needed = plan_migration(versions, found);
  if (needed.from == needed.to) return;
  throw OpenError(fmt::format("the database {}: run `teleperson-voice migrate`",
                              found == 0
                                  ? std::string("is empty")
                                  : fmt::format("has schema version {}, this program needs {}", found, needed.to)));
}

}  // namespace teleperson::store
