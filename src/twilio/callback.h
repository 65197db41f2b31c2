#pragma once

#include <expected>
#include <optional>
#include <string_view>

#include "calls/call_state.h"
#include "calls/ids.h"
#include "util/encoding.h"

namespace teleperson::twilio {

/// What a callback says about its call.
struct CallbackNews {
  /// The browser's leg, if the callback names it: an answering machine callback names only the callee's.
  std::optional<calls::CallSid> parent_call_sid;
  calls::CallState state;  ///< to be merged into the call's state; all unset if there is nothing new in it
};

enum class CallbackError {
  call_sid,  ///< CallSid, ParentCallSid or DialCallSid missing where needed, or malformed
};
using CallbackResult = std::expected<CallbackNews, CallbackError>;

/// The Dial verb's `action` request: the callee's leg is over, or there never was one.
CallbackResult parse_dial_result(const util::FormFields&);

/// A status callback, of the callee's leg (it has a ParentCallSid) or, sent for the TwiML App, of the browser's. A
/// status that is not documented says nothing.
CallbackResult parse_status(const util::FormFields&);

/// The result of answering machine detection.
CallbackResult parse_answering_machine(const util::FormFields&);

}  // namespace teleperson::twilio
