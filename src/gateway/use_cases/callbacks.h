#pragma once

#include <optional>

#include "gateway/refusal.h"
#include "gateway/services.h"
#include "twilio/callback.h"
#include "util/task.h"

namespace teleperson::gateway {

/// Merges what a callback says into its call, durably. `call`: the id that our TwiML put into the callback's URL;
/// without one, as for the TwiML App's own status callback, the browser's leg tells which call it is. News of a call
/// that is not known, or no longer, is dropped.
util::Task<Answer<void>> merge_callback(const Services&, WebhookKind, const std::optional<calls::CallId>& call,
                                        const twilio::CallbackNews&);

}  // namespace teleperson::gateway
