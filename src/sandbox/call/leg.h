#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "util/time.h"

namespace teleperson::sandbox {

/// https://www.twilio.com/docs/voice/api/call-resource#call-status-values
enum class LegStatus { initiated, ringing, in_progress, completed, busy, no_answer, failed, canceled };

/// Twilio's word, such as `in-progress`.
std::string_view to_string(LegStatus);
bool is_final(LegStatus);

/// `CA` and 32 random hex digits.
std::string random_call_sid();

/// One leg of a call: the parent is the browser's, a child is a callee's.
struct CallLeg {
  std::string sid = random_call_sid();
  std::string parent_sid;       ///< empty: this is the parent
  std::string application_sid;  ///< of the parent: the TwiML App that its access token names
  std::string from;
  std::string to;
  LegStatus status = LegStatus::initiated;
  util::Timestamp created{};
  std::optional<util::Timestamp> answered;
  std::optional<util::Timestamp> ended;
  std::optional<int> sip_response_code;  ///< of a child that is over
  std::string answered_by;               ///< result of answering machine detection; empty: none
  int next_sequence_number = 0;          ///< of its status callbacks

  /// Moves on, and notes when. False, and nothing happens, if that would be a step back or the leg is over.
  bool advance(LegStatus to_status, util::Timestamp now);

  /// Seconds, rounded, from the answer to the end, or to `now` while it lasts. 0 if nobody answered.
  int duration_seconds(util::Timestamp now) const;
};

}  // namespace teleperson::sandbox
