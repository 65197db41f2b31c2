#pragma once

#include <chrono>
#include <vector>

#include "sandbox/inspector/finding.h"
#include "sandbox/signalling/error.h"
#include "sandbox/twiml/document.h"
#include "sandbox/twiml/parse.h"
#include "sandbox/webhook/journal.h"

namespace teleperson::sandbox {

/// All that the sandbox can say about mistakes: the inspector shows it, and the log repeats it.

/// Webhooks whose answer takes longer hold callers up, or pile up.
inline constexpr std::chrono::milliseconds slow_answer{2'000};

/// What the delivery of a finished webhook shows. Nothing for one that a test control kept back.
std::vector<Finding> findings_of_webhook(const JournalEntry&);

/// An answer that should have been TwiML and is not.
Finding finding_of_twiml_error(const twiml::Error&);
/// TwiML that does what it says, which may not be what was meant.
std::vector<Finding> findings_of_document(const twiml::Document&);

/// A Dial that rings nobody: 13201, 13214 or 13223.
Finding finding_of_refused_dial(int code);
/// An access token, or a call that one should have placed, that is refused.
Finding finding_of_refusal(const SignallingError&);

Finding finding_of_nobody_home();
/// A Say that the caller cannot hear.
Finding finding_of_unheard_say();
/// The application's answers lead in a circle.
Finding finding_of_loop();

}  // namespace teleperson::sandbox
