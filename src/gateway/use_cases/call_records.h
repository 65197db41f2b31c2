#pragma once

#include "calls/call_state.h"
#include "calls/ids.h"
#include "twilio/rest_client.h"
#include "util/task.h"
#include "util/time.h"

namespace teleperson::gateway {

/// After a leg's end, for so many times RECONCILE_AFTER_SECONDS, Twilio's records may lack a leg that there was.
inline constexpr int patience_for_records = 5;

/// Asks Twilio how a call stands, by the browser's leg: the callee's legs first, since they mostly tell all. See
/// twilio::from_records.
util::Task<twilio::RestResult<calls::CallState>> ask_about_call(const twilio::RestClient&, const calls::CallSid& parent,
                                                                util::Timestamp complete_before);

}  // namespace teleperson::gateway
