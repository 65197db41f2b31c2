#pragma once

#include "gateway/use_cases/session.h"
#include "store/call_store.h"

namespace teleperson::gateway {

/// A user's own call. `call_not_found` also for another user's.
util::Task<Answer<store::CallView>> view_call(const Services&, const Session&, const calls::CallId&);

/// Ends a user's own call: voids an unused ticket, hangs up at Twilio. Safe to repeat; a call that is over stays as it
/// is. What it answers may still show the call as live: the end is known when Twilio's callbacks come.
util::Task<Answer<store::CallView>> end_call(const Services&, const Session&, const calls::CallId&);

/// Whether nothing more will happen to the call.
bool is_over(const store::CallView&);

}  // namespace teleperson::gateway
