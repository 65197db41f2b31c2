#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace teleperson::calls {

/// How far the callee's leg has come. Later is greater.
enum class LegProgress { none, initiated, ringing, in_progress, ended };

/// How the callee's leg ended. Callbacks that disagree are settled by order: the greater wins.
enum class LegEnd { none, failed, canceled, no_answer, busy, completed };

/// Who answered, by answering machine detection. The greater wins: a machine is never taken back.
enum class AnsweredBy { none, unknown, human, fax, machine };

/// All that callbacks have told about one call. It is a join-semilattice: every callback is a CallState with few fields
/// set, and `merge` takes the greater of each field, so any order and any repetition of callbacks gives the same state.
struct CallState {
  LegProgress progress = LegProgress::none;
  LegEnd end = LegEnd::none;
  AnsweredBy answered_by = AnsweredBy::none;
  bool dial_result = false;                      ///< the Dial verb's action request has come
  std::optional<bool> bridged{};                 ///< its DialBridged; absent counts as bridged when the leg completed
  bool parent_ended = false;                     ///< the browser's leg is over
  std::optional<int> duration_seconds{};         ///< of the callee's leg
  std::optional<int> parent_duration_seconds{};  ///< of the browser's leg, used when nothing else is known
  std::optional<int> sip_response_code{};
  std::string child_call_sid{};  ///< empty: no leg known. The greater text wins

  bool operator==(const CallState&) const = default;
};

CallState merge(const CallState&, const CallState&);

/// What a client is shown. `pending` and refusals are the ticket's business, not the state's.
enum class Phase { dialing, ringing, in_progress, ended };
Phase phase(const CallState&);

enum class EndReason { completed, busy, no_answer, declined, canceled, not_in_service, failed };
/// Why a call whose phase is `ended` ended.
EndReason end_reason(const CallState&);

enum class Outcome { answered, voicemail, failed };
struct Verdict {
  Outcome outcome = Outcome::failed;
  int duration_seconds = 0;  ///< 0 to the time limit and ten seconds; 0 when failed
  bool operator==(const Verdict&) const = default;
};
/// The audit row. Bridged and a person or unknown: answered; bridged and a machine: voicemail; all else: failed.
Verdict verdict(const CallState&, std::chrono::seconds time_limit);

/// When the audit row may be written, counted from the moment the call was seen to be over. Nothing: not over yet.
/// Zero: nothing that is still to come can change the row. Else the grace for callbacks that may be on their way: the
/// detection's result, or the Dial's result after the app's status callback.
std::optional<std::chrono::seconds> finalise_after(const CallState&, bool detection_expected,
                                                   std::chrono::seconds grace);

/// Whether it is known how the callee's leg ended, or that there was none. A call that is over without that is not
/// worth its row yet while Twilio can still be asked.
bool is_settled(const CallState&);

std::string_view to_string(Phase);
std::string_view to_string(EndReason);
std::string_view to_string(Outcome);

}  // namespace teleperson::calls
