#pragma once

#include <string>

#include "gateway/refusal.h"
#include "gateway/services.h"
#include "twilio/voice_request.h"
#include "util/task.h"

namespace teleperson::gateway {

/// What Twilio is to do with a browser's call: TwiML that dials, or that rejects. The ticket is redeemed, and the
/// policy asked for the last time, in one transaction; a repeat with the same CallSid gets the same answer. Only a
/// database that does not answer is a refusal.
util::Task<Answer<std::string>> answer_voice_webhook(const Services&, const twilio::VoiceRequest&);

}  // namespace teleperson::gateway
