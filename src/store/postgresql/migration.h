#pragma once

#include "store/postgresql/url.h"
#include "store/sql/session.h"
#include "store/store.h"

namespace teleperson::store::postgresql {

/// The pieces of SQL that lead from each schema version to the next. Only ever appended to.
extern const char* const schema_0001;

MigrationPlan plan_migration(const DatabaseUrl&, const MigrationExtras& = {});
MigrationPlan migrate(const DatabaseUrl&, const MigrationExtras& = {});

/// Throws OpenError, with what to do, unless the schema is the one that this program works with: its own, or a newer
/// one that lets it.
void require_current_schema(const DatabaseUrl&);

/// Whether a newer program has brought the schema to where this one must not work with it.
bool is_outdated(sql::Session&);

}  // namespace teleperson::store::postgresql
