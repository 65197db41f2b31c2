#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "phone/e164.h"

namespace teleperson::twilio {

/// One `<Dial><Number>`. The URLs are absolute, without a fragment; characters that XML needs escaped may stand in
/// them.
struct DialTwiml {
  phone::E164 number;
  phone::E164 caller_id;            ///< a number of the account, or a verified caller id (Twilio error 13214)
  std::chrono::seconds time_limit;  ///< at most 14400
  std::string action_url;           ///< asked when the dialled leg has ended
  std::string status_url;           ///< told of the dialled leg's progress
  std::optional<std::string> answering_machine_url;  ///< told who answered; not set: no detection
};

/// Dials, and bridges when the callee answers (`answerOnBridge`), so that the caller's SDK says "accepted" only then.
/// All callbacks are repeated by Twilio on connection failures, timeouts and 5xx. Never records.
/// https://www.twilio.com/docs/voice/twiml/dial,
/// https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
std::string to_twiml(const DialTwiml&);

/// Refuses the call before it is answered. Not billed.
std::string reject_twiml();

std::string hangup_twiml();

}  // namespace teleperson::twilio
