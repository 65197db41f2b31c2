#pragma once

#include "store/postgresql/url.h"
#include "store/store.h"

namespace teleperson::store::postgresql {

/// The pieces of SQL that lead from each schema version to the next. Only ever appended to.
extern const char* const schema_0001;

MigrationPlan plan_migration(const DatabaseUrl&, const MigrationExtras& = {});
MigrationPlan migrate(const DatabaseUrl&, const MigrationExtras& = {});

/// Throws OpenError, with what to do, unless the schema is the one that this program works with.
void require_current_schema(const DatabaseUrl&);

}  // namespace teleperson::store::postgresql
