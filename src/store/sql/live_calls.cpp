#include "store/sql/live_calls.h"

#include "calls/call_state.h"
#include "store/sql/settings.h"
#include "store/sql/usage.h"

namespace teleperson::store::sql {
namespace {

template <class T>
using Maybe = std::optional<T>;

using Known =
    Row<std::string, util::Timestamp, Maybe<util::Timestamp>, std::string, Maybe<std::string>, Maybe<std::string>>;
using State = Row<calls::LegProgress, calls::LegEnd, calls::AnsweredBy, bool, Maybe<bool>, bool>;
using LiveColumns = JoinedRow<Known, State>;

constexpr Sql<LiveColumns(int)> select_live{R"(
  select l.call_id, l.redeemed_at, l.ended_at, l.user_id_hash, c.name, n.label,
         l.progress, l.leg_end, l.answered_by, l.dial_result, l.bridged, l.parent_ended
  from calls l left join phone_numbers n on n.id = l.number_id left join companies c on c.id = n.company_id
  where l.stage = 'live' order by l.redeemed_at desc, l.call_id limit :rows)"};

constexpr Sql<Row<std::int64_t>()> select_last_row{"select coalesce(max(id), 0) from voice_call_log"};

constexpr std::size_t key_length = 16;

}  // namespace

LiveState read_live_state(Session& db) {
  LiveState state;
  for (auto& [call_id, since, ended_at, user, company, label, progress, leg_end, answered_by, dial_result, bridged,
              parent_ended] : db.all(select_live, most_live_calls)) {
    const calls::CallState known{.progress = progress,
                                 .end = leg_end,
                                 .answered_by = answered_by,
                                 .dial_result = dial_result,
                                 .bridged = bridged,
                                 .parent_ended = parent_ended};
    state.calls.push_back({.key = util::to_hex(util::sha256(call_id)).substr(0, key_length),
                           .since = since,
                           .ended_at = ended_at,
                           .phase = calls::phase(known),
                           .user_id_hash = std::move(user),
                           .company = std::move(company),
                           .label = std::move(label)});
  }
  state.live = static_cast<std::int64_t>(state.calls.size());
  if (state.calls.size() == most_live_calls) state.live = count_live_calls(db);
  state.last_log_id = std::get<0>(db.one(select_last_row).value());
  state.settings_revision = read_settings(db).revision;
  return state;
}

}  // namespace teleperson::store::sql
