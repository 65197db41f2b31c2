#pragma once

#include <vector>

#include "store/directory.h"
#include "store/sql/call_row.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

struct NewLogRow {
  util::Timestamp created_at;  ///< when the call was handed to Twilio
  phone::UserIdHash user;
  phone::NumberHash number;
  calls::Verdict verdict;
  calls::CallSid parent_call_sid;
};

/// Appends the audit row of a call. Writing it again changes nothing: its key is the browser leg's CallSid. Counts it,
/// too.
void append_call_log(Session&, const NewLogRow&);

LoggedCallPage find_calls(Session&, const CallLogQuery&);

/// The same rows, without what the directory knows.
std::vector<LogRow> read_call_log_page(Session&, const CallLogQuery&);

std::vector<LogRow> read_call_log(Session&, std::int64_t after, int limit);

}  // namespace teleperson::store::sql
