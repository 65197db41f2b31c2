#pragma once

#include <string>

#include "store/postgresql/host_schema.h"

namespace teleperson::store::postgresql {

/// What keeps the gateway's tables and the host product's (docs/teleperson-database.md) the same, as SQL: triggers on
/// both sides, which run within the transaction of whoever writes, and a first load of what the host has. Safe to
/// repeat. Users, tokens and the catalogue go both ways; the two logs go to the host.
///
/// The gateway's own tables stay what it reads: its statements keep their indexes, and its role needs no rights in the
/// host's schema, as the triggers run with those of the role that made them.
///
/// Throws OpenError if the schema lacks what cannot be done without.
std::string mapping_sql(const HostSchema& host, const std::string& schema);

/// What ends it. Both sides keep their rows.
std::string unmapping_sql(const std::string& schema);

}  // namespace teleperson::store::postgresql
