#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/account.h"
#include "sandbox/call/leg.h"
#include "util/encoding.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// The fields that webhooks about a call carry, with Twilio's names.
/// https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application
/// https://www.twilio.com/docs/voice/twiml/number#attributes-status-callback

/// The TwiML App's voice webhook. `grant_parameters` come from the access token and win over `client_parameters`, which
/// anybody can choose. A client's parameter with the name of a field of Twilio's is left out, except for `To`.
util::FormFields voice_webhook_fields(const Account&, const CallLeg& parent, const util::FormFields& client_parameters,
                                      const util::FormFields& grant_parameters);

/// How a Dial verb ended.
struct DialOutcome {
  LegStatus status = LegStatus::failed;
  std::string child_sid;                ///< empty: no leg was made
  std::optional<int> duration_seconds;  ///< absent: not answered
  bool bridged = false;
};

/// The Dial verb's action request.
util::FormFields dial_action_fields(const Account&, const CallLeg& parent, const DialOutcome&);

/// A status callback of a callee's leg, with the leg's present status.
util::FormFields child_status_fields(const Account&, const CallLeg& child, int sequence_number, util::Timestamp now);

/// The TwiML App's status callback when the parent is over.
util::FormFields parent_status_fields(const Account&, const CallLeg& parent, util::Timestamp now);

/// The result of answering machine detection: it names the child only.
util::FormFields machine_detection_fields(const Account&, const CallLeg& child, std::string_view answered_by,
                                          std::chrono::milliseconds detection_time);

/// Such as `Mon, 23 Nov 2026 09:00:00 +0000`.
std::string to_rfc2822(util::Timestamp);

}  // namespace teleperson::sandbox
