#pragma once

#include "store/sql/session.h"
#include "store/upkeep_store.h"

namespace teleperson::store::sql {

bool prepare_call_log(Session&, util::Timestamp now);
PurgeStep purge_calls(Session&, const Purge&, const Actor&, util::Timestamp now);
std::int64_t count_calls_before(Session&, util::Timestamp);
util::Timestamp read_purged_before(Session&);

}  // namespace teleperson::store::sql
