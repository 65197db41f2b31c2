#pragma once

#include <optional>
#include <vector>

#include "calls/call_state.h"
#include "twilio/rest/records.h"
#include "util/time.h"

namespace teleperson::twilio {

/// What Twilio's records say about a call, to be merged like a callback's news. Records become complete only some time
/// after a leg's end: that a browser's leg without a callee's had none is believed when it ended before
/// `complete_before`, and a leg that completed counts as going on until its length is known.
///
/// `parent`: the browser's leg, if it was asked for; needed only when there are no children.
calls::CallState from_records(const std::vector<CallRecord>& children, const std::optional<CallRecord>& parent,
                              util::Timestamp complete_before);

}  // namespace teleperson::twilio
