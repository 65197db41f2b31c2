#pragma once

#include <filesystem>

#include "store/sql/session.h"
#include "store/store.h"

namespace teleperson::store::sqlite {

/// The pieces of SQL that lead from each schema version to the next. Only ever appended to.
extern const char* const schema_0001;
extern const char* const schema_0002;
extern const char* const schema_0003;

/// The version that this program works with.
int current_schema_version();

/// 0 for an empty database. Throws OpenError if the file belongs to another program.
int schema_version(sql::Session&);

MigrationPlan plan_migration(const std::filesystem::path&);
MigrationPlan migrate(const std::filesystem::path&);

/// Throws OpenError, with what to do, unless the schema is the one that this program works with.
void require_current_schema(sql::Session&);

}  // namespace teleperson::store::sqlite
