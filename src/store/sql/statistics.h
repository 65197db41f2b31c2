#pragma once

#include <vector>

#include "policy/reason.h"
#include "store/call_history.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// Adds a row of the call log to the sums. To be called in the transaction that writes the row.
void count_call(Session&, util::Timestamp created_at, const calls::Verdict&);

/// The same for a row `call.denied` of the audit log.
void count_denial(Session&, util::Timestamp created_at, policy::Reason);

std::vector<IntervalStatistics> read_statistics(Session&, const std::vector<util::Timestamp>& starts);

}  // namespace teleperson::store::sql
