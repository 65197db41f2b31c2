#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "calls/ids.h"
#include "twilio/identity.h"
#include "util/encoding.h"

namespace teleperson::twilio {

/// Whether a name that the gateway relies on stands twice in a webhook's form. A client can add fields to the voice
/// request under any name, and Twilio does not say what becomes of one that is called `From`.
bool repeats_reserved_name(const util::FormFields&);

/// What the TwiML App's Voice URL is asked. Only what Twilio itself vouches for, and the ticket, which proves itself.
struct VoiceRequest {
  calls::CallSid call_sid;              ///< the browser's leg
  std::string application_sid;          ///< empty: the request is not for a TwiML App
  std::optional<Identity> caller;       ///< nothing: not a client, or not of this gateway
  std::optional<calls::Ticket> ticket;  ///< nothing: none, or malformed
};

/// Nothing if CallSid is missing or malformed.
std::optional<VoiceRequest> parse_voice_request(const util::FormFields&);

}  // namespace teleperson::twilio
