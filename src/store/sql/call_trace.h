#pragma once

#include <optional>

#include "store/call_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

std::optional<CallTrace> read_call_trace(Session&, const calls::CallId&, const phone::UserIdHash&);

/// When the gateway heard first how far the call has come; what is noted already stays.
void note_progress(Session&, const calls::CallId&, const calls::CallState&, util::Timestamp now);

}  // namespace teleperson::store::sql
