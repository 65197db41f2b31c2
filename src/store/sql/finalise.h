#pragma once

#include "store/call_store.h"
#include "store/sql/call_row.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

bool merge_callback(Session&, const Patience&, const CallKey&, const calls::CallState& news, util::Timestamp now);

Finalised finalise_due(Session&, util::Timestamp now, int limit);

}  // namespace teleperson::store::sql
