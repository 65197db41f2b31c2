#include "store/sql/finalise.h"

#include "store/sql/call_log.h"
#include "store/sql/call_trace.h"
#include "store/sql/tickets.h"

namespace teleperson::store::sql {
namespace {

template <class T>
using Maybe = std::optional<T>;

constexpr Sql<Row<>(calls::LegProgress, calls::LegEnd, calls::AnsweredBy, bool, Maybe<bool>, bool, Maybe<int>,
                    Maybe<int>, Maybe<int>, std::string, Maybe<util::Timestamp>, Maybe<util::Timestamp>, bool,
                    Maybe<util::Timestamp>, calls::CallId)>
    update_state{R"(
  update calls set progress = :progress, leg_end = :leg_end, answered_by = :answered_by, dial_result = :dial_result,
                   bridged = :bridged, parent_ended = :parent_ended, duration_seconds = :duration,
                   parent_duration_seconds = :parent_duration, sip_response_code = :sip_response_code,
                   child_call_sid = :child_call_sid, ended_at = :ended_at, due_at = coalesce(:due_at, due_at),
                   ask_at = case when :settled = 0 then coalesce(:ask_at, ask_at) end
  where call_id = :call_id)"};

constexpr Sql<Row<>(calls::Outcome, int, util::Timestamp, util::Timestamp, calls::CallId)> mark_logged{R"(
  update calls set stage = 'logged', logged_outcome = :outcome, logged_duration_seconds = :duration,
                   finalised_at = :now, due_at = :purge_at, ask_at = null
  where call_id = :call_id)"};

constexpr Sql<Row<>(util::Timestamp, int)> purge{R"(
  delete from calls where call_id in (
    select call_id from calls where stage in ('void', 'refused', 'logged') and due_at <= :now limit :rows))"};

void write_log_row(Session& db, const CallRow& call, util::Timestamp now) {
  const auto verdict = calls::verdict(call.state, call.time_limit);
  append_call_log(db, {.created_at = call.redeemed_at.value(),
                       .user = call.user,
                       .number = call.number_hash,
                       .verdict = verdict,
                       .parent_call_sid = call.parent_call_sid.value()});
  db.run(mark_logged, verdict.outcome, verdict.duration_seconds, now, now + kept_after_end, call.call_id);
}

/// What is left out stays as it is.
struct NextSteps {
  Maybe<util::Timestamp> due_at{};
  Maybe<util::Timestamp> ask_at{};
};

void save_state(Session& db, const CallRow& call, const NextSteps& next = {}) {
  const auto& state = call.state;
  db.run(update_state, state.progress, state.end, state.answered_by, state.dial_result, state.bridged,
         state.parent_ended, state.duration_seconds, state.parent_duration_seconds, state.sip_response_code,
         state.child_call_sid, call.ended_at, next.due_at, calls::is_settled(state), next.ask_at, call.call_id);
}

}  // namespace

bool merge_callback(Session& db, const Patience& patience, const CallKey& key, const calls::CallState& news,
                    util::Timestamp now) {
  auto call = take_call(db, key);
  if (!call || !call->redeemed_at) return false;
  const auto merged = calls::merge(call->state, news);
  if (merged == call->state) return true;
  call->state = merged;
  note_progress(db, call->call_id, merged, now);
  if (call->stage == Stage::logged) {
    // The row stands. But the SIP code of the callee's leg, which tells declined from busy, may come only now.
    save_state(db, *call);
    return true;
  }

  const auto wait = calls::finalise_after(merged, call->voicemail_detection, patience.grace);
  if (!wait) {
    save_state(db, *call);
    return true;
  }
  const bool just_ended = !call->ended_at;
  if (just_ended) call->ended_at = now;
  if (patience.ask_after && !calls::is_settled(merged)) {
    NextSteps next{.due_at = *call->redeemed_at + patience.ask_for};
    if (just_ended) next.ask_at = now + *patience.ask_after;
    save_state(db, *call, next);
    return true;
  }
  save_state(db, *call, {.due_at = *call->ended_at + *wait});
  if (*wait == std::chrono::seconds::zero()) write_log_row(db, *call, now);
  return true;
}

Finalised finalise_due(Session& db, util::Timestamp now, int limit) {
  Finalised done;
  for (const auto& call : take_live_calls_due(db, now, limit)) {
    write_log_row(db, call, now);
    ++done.rows;
    if (!calls::is_settled(call.state)) done.gaps.push_back(call.parent_call_sid.value());
  }
  void_expired_tickets(db, now, limit);
  db.run(purge, now, limit);
  return done;
}

}  // namespace teleperson::store::sql
