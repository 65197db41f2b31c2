#include "twilio/call_records.h"

#include "twilio/leg_status.h"

namespace teleperson::twilio {
namespace {

using calls::CallState;
using calls::LegEnd;
using calls::LegProgress;

CallState from_leg(const CallRecord& leg) {
  CallState state{.progress = progress_of(leg.status),
                  .end = end_of(leg.status),
                  .answered_by = answered_by(leg.answered_by),
                  .child_call_sid = leg.sid.text()};
  if (state.end == LegEnd::completed && !leg.duration_seconds) {
    state.progress = LegProgress::in_progress;
    state.end = LegEnd::none;
  }
  if (state.end != LegEnd::none) state.duration_seconds = leg.duration_seconds;
  return state;
}

}  // namespace

CallState from_records(const std::vector<CallRecord>& children, const std::optional<CallRecord>& parent,
                       util::Timestamp complete_before) {
  CallState state;
  bool all_over = !children.empty();
  for (const auto& child : children) {
    const auto leg = from_leg(child);
    all_over = all_over && leg.end != LegEnd::none;
    state = calls::merge(state, leg);
  }
  if (parent && end_of(parent->status) != LegEnd::none) {
    state.parent_ended = true;
    state.parent_duration_seconds = parent->duration_seconds;
    if (children.empty() && parent->ended && *parent->ended < complete_before) {
      all_over = true;
      state.progress = LegProgress::ended;
      state.end = LegEnd::failed;
    }
  }
  state.dial_result = all_over;  // nothing is left that could ring
  return state;
}

}  // namespace teleperson::twilio
