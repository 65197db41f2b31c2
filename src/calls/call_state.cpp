#include "calls/call_state.h"

#include <algorithm>

namespace teleperson::calls {
namespace {

/// Whether the callee picked up. A leg whose end was never reported counts by what was seen of it before.
bool callee_answered(const CallState& state) {
  if (state.end != LegEnd::none) return state.end == LegEnd::completed;
  return state.progress == LegProgress::in_progress || state.answered_by != AnsweredBy::none ||
         state.bridged.value_or(false);
}

bool were_connected(const CallState& state) {
  return callee_answered(state) && state.bridged.value_or(true);
}

bool is_machine(AnsweredBy answered_by) {
  return answered_by == AnsweredBy::machine || answered_by == AnsweredBy::fax;
}

/// SIP codes that say that the number does not exist: Not Found, Address Incomplete, Does Not Exist Anywhere (RFC
/// 3261).
bool says_no_such_number(const CallState& state) {
  return state.sip_response_code == 404 || state.sip_response_code == 484 || state.sip_response_code == 604;
}

EndReason reason_without_answer(const CallState& state) {
  constexpr int sip_decline = 603;
  if (state.sip_response_code == sip_decline) return EndReason::declined;
  if (state.end == LegEnd::busy) return EndReason::busy;
  if (says_no_such_number(state)) return EndReason::not_in_service;
  return state.end == LegEnd::no_answer ? EndReason::no_answer : EndReason::failed;
}

/// Whether the browser's leg ended while the callee's was being set up, and nobody said how that one ended.
bool caller_gave_up(const CallState& state) {
  return state.end == LegEnd::none && state.parent_ended &&
         (state.progress == LegProgress::initiated || state.progress == LegProgress::ringing);
}

}  // namespace

CallState merge(const CallState& a, const CallState& b) {
  return {
      .progress = std::max(a.progress, b.progress),
      .end = std::max(a.end, b.end),
      .answered_by = std::max(a.answered_by, b.answered_by),
      .dial_result = a.dial_result || b.dial_result,
      .bridged = std::max(a.bridged, b.bridged),
      .parent_ended = a.parent_ended || b.parent_ended,
      .duration_seconds = std::max(a.duration_seconds, b.duration_seconds),
      .parent_duration_seconds = std::max(a.parent_duration_seconds, b.parent_duration_seconds),
      .sip_response_code = std::max(a.sip_response_code, b.sip_response_code),
      .child_call_sid = std::max(a.child_call_sid, b.child_call_sid),
  };
}

Phase phase(const CallState& state) {
  const bool is_over =
      state.progress == LegProgress::ended || state.end != LegEnd::none || state.dial_result || state.parent_ended;
  if (is_over) return Phase::ended;
  if (callee_answered(state)) return Phase::in_progress;
  return state.progress == LegProgress::ringing ? Phase::ringing : Phase::dialing;
}

EndReason end_reason(const CallState& state) {
  if (were_connected(state)) return EndReason::completed;
  if (callee_answered(state)) return EndReason::failed;  // picked up, yet never put through
  if (state.end == LegEnd::canceled || caller_gave_up(state)) return EndReason::canceled;
  return reason_without_answer(state);
}

Verdict verdict(const CallState& state, std::chrono::seconds time_limit) {
  if (!were_connected(state)) return {};
  constexpr int tolerance_seconds = 10;  // Twilio counts from the answer and hangs up a little late
  const int longest = static_cast<int>(time_limit.count()) + tolerance_seconds;
  const int seconds = state.duration_seconds.value_or(state.parent_duration_seconds.value_or(0));
  return {.outcome = is_machine(state.answered_by) ? Outcome::voicemail : Outcome::answered,
          .duration_seconds = std::clamp(seconds, 0, longest)};
}

std::optional<std::chrono::seconds> finalise_after(const CallState& state, bool detection_expected,
                                                   std::chrono::seconds grace) {
  if (phase(state) != Phase::ended) return std::nullopt;
  if (!state.dial_result) return grace;
  if (!were_connected(state)) return std::chrono::seconds(0);
  const bool detection_is_settled = !detection_expected || state.answered_by != AnsweredBy::none;
  return detection_is_settled && state.duration_seconds ? std::chrono::seconds(0) : grace;
}

bool is_settled(const CallState& state) {
  return state.dial_result || state.end != LegEnd::none;
}

std::string_view to_string(Phase phase) {
  switch (phase) {
    case Phase::dialing:
      return "dialing";
    case Phase::ringing:
      return "ringing";
    case Phase::in_progress:
      return "in_progress";
    case Phase::ended:
      return "ended";
  }
  return {};
}

std::string_view to_string(EndReason reason) {
  switch (reason) {
    case EndReason::completed:
      return "completed";
    case EndReason::busy:
      return "busy";
    case EndReason::no_answer:
      return "no_answer";
    case EndReason::declined:
      return "declined";
    case EndReason::canceled:
      return "canceled";
    case EndReason::not_in_service:
      return "not_in_service";
    case EndReason::failed:
      return "failed";
  }
  return {};
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::answered:
      return "answered";
    case Outcome::voicemail:
      return "voicemail";
    case Outcome::failed:
      return "failed";
  }
  return {};
}

}  // namespace teleperson::calls
