#pragma once

#include <vector>

#include "store/directory.h"
#include "store/sql/call_row.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// Appends the audit row of a call that was handed to Twilio. Writing it again changes nothing: its key is the browser
/// leg's CallSid. Counts it, too.
void append_call_log(Session&, const CallRow&, const calls::Verdict&);

LoggedCallPage find_calls(Session&, const CallLogQuery&);

/// The same rows, without what the directory knows.
std::vector<LogRow> read_call_log_page(Session&, const CallLogQuery&);

std::vector<LogRow> read_call_log(Session&, std::int64_t after, int limit);

}  // namespace teleperson::store::sql
