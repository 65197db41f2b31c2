#pragma once

#include "store/call_history.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

LiveState read_live_state(Session&);

}  // namespace teleperson::store::sql
