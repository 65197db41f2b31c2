#include "store/sql/call_trace.h"

#include "store/sql/call_row.h"

namespace teleperson::store::sql {
namespace {

using MaybeTime = std::optional<util::Timestamp>;

constexpr Sql<Row<util::Timestamp, MaybeTime, MaybeTime, MaybeTime, MaybeTime, MaybeTime, MaybeTime, MaybeTime,
                  MaybeTime>(calls::CallId)>
    select_times{R"(
  select created_at, refused_at, redeemed_at, dialled_at, ringing_at, answered_at, detected_at, ended_at, finalised_at
  from calls where call_id = :call_id)"};

constexpr Sql<Row<>(MaybeTime, MaybeTime, MaybeTime, MaybeTime, calls::CallId)> update_times{R"(
  update calls set dialled_at = coalesce(dialled_at, :dialled_at), ringing_at = coalesce(ringing_at, :ringing_at),
                   answered_at = coalesce(answered_at, :answered_at), detected_at = coalesce(detected_at, :detected_at)
  where call_id = :call_id)"};

}  // namespace

std::optional<CallTrace> read_call_trace(Session& db, const calls::CallId& call_id, const phone::UserIdHash& user) {
  const auto row = find_call(db, CallKey(call_id));
  const auto times = db.one(select_times, call_id);
  if (!row || !times || row->user != user) return std::nullopt;
  const auto& [created, refused, redeemed, dialled, ringing, answered, detected, ended, logged] = *times;
  return CallTrace{.call = view(*row),
                   .created_at = created,
                   .refused_at = refused,
                   .redeemed_at = redeemed,
                   .dialled_at = dialled,
                   .ringing_at = ringing,
                   .answered_at = answered,
                   .detected_at = detected,
                   .ended_at = ended,
                   .logged_at = logged};
}

void note_progress(Session& db, const calls::CallId& call_id, const calls::CallState& state, util::Timestamp now) {
  const auto now_if = [now](bool seen) { return seen ? MaybeTime(now) : std::nullopt; };
  const bool is_answered = calls::phase(state) == calls::Phase::in_progress || state.end == calls::LegEnd::completed ||
                           state.answered_by != calls::AnsweredBy::none;
  db.run(update_times, now_if(state.progress >= calls::LegProgress::initiated),
         now_if(state.progress == calls::LegProgress::ringing), now_if(is_answered),
         now_if(state.answered_by != calls::AnsweredBy::none), call_id);
}

}  // namespace teleperson::store::sql
