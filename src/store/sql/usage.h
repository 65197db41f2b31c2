#pragma once

#include "store/call_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// What the user has done lately, the call `but` left out.
policy::Usage read_usage(Session&, const phone::UserIdHash&, const calls::CallId& but, util::Timestamp now);

/// Calls at stage `live`, of all users.
int count_live_calls(Session&);

}  // namespace teleperson::store::sql
