#include "store/sql/call_row.h"

#include <set>
#include <tuple>

#include "store/sql/locks.h"

namespace teleperson::store::sql {
namespace {

template <class T>
using Maybe = std::optional<T>;

using Ticket = Row<calls::CallId, Stage, TokenHash, phone::UserIdHash, std::string, phone::NumberHash, util::Timestamp,
                   Maybe<policy::Reason>>;
using Handover = Row<Maybe<calls::CallSid>, Maybe<phone::E164>, std::chrono::seconds, bool, Maybe<util::Timestamp>>;
using State = Row<calls::LegProgress, calls::LegEnd, calls::AnsweredBy, bool, Maybe<bool>, bool, Maybe<int>, Maybe<int>,
                  Maybe<int>, std::string>;
using End = Row<Maybe<util::Timestamp>, Maybe<calls::Outcome>, Maybe<int>>;
using Columns = decltype(std::tuple_cat(std::declval<Ticket>(), std::declval<Handover>(), std::declval<State>(),
                                        std::declval<End>()));

#define SELECT_CALL                                                                                                \
  "select call_id, stage, token_hash, user_id_hash, number_id, to_number_hash, expires_at, refusal,"               \
  " parent_call_sid, caller_id, time_limit_seconds, voicemail_detection, redeemed_at,"                             \
  " progress, leg_end, answered_by, dial_result, bridged, parent_ended, duration_seconds,"                         \
  " parent_duration_seconds, sip_response_code, child_call_sid, ended_at, logged_outcome, logged_duration_seconds" \
  " from calls where "

constexpr Sql<Columns(calls::CallId)> select_by_id{SELECT_CALL "call_id = :call_id"};
constexpr Sql<Columns(calls::CallSid)> select_by_parent{SELECT_CALL "parent_call_sid = :parent_call_sid"};
constexpr Sql<Columns(util::Sha256Digest)> select_by_ticket{SELECT_CALL "ticket_hash = :ticket_hash"};
constexpr Sql<Columns(util::Timestamp, int)> select_live_due{
    SELECT_CALL "stage = 'live' and due_at <= :now order by due_at limit :rows"};

#undef SELECT_CALL

CallRow decode(Columns&& columns) {
  auto& [call_id, stage, token_hash, user, number_id, number_hash, expires_at, refusal,  // ticket
         parent_call_sid, caller_id, time_limit, detection, redeemed_at,                 // handover
         progress, leg_end, answered_by, dial_result, bridged, parent_ended, duration,   // state
         parent_duration, sip_response_code, child_call_sid,                             //
         ended_at, logged_outcome, logged_duration] = columns;
  CallRow row{.call_id = std::move(call_id),
              .stage = stage,
              .token_hash = token_hash,
              .user = std::move(user),
              .number_id = std::move(number_id),
              .number_hash = std::move(number_hash),
              .expires_at = expires_at,
              .refusal = refusal,
              .parent_call_sid = std::move(parent_call_sid),
              .caller_id = std::move(caller_id),
              .time_limit = time_limit,
              .voicemail_detection = detection,
              .redeemed_at = redeemed_at,
              .state = {.progress = progress,
                        .end = leg_end,
                        .answered_by = answered_by,
                        .dial_result = dial_result,
                        .bridged = bridged,
                        .parent_ended = parent_ended,
                        .duration_seconds = duration,
                        .parent_duration_seconds = parent_duration,
                        .sip_response_code = sip_response_code,
                        .child_call_sid = std::move(child_call_sid)},
              .ended_at = ended_at,
              .logged = std::nullopt};
  if (logged_outcome && logged_duration) row.logged = calls::Verdict{*logged_outcome, *logged_duration};
  return row;
}

std::optional<CallRow> decode(std::optional<Columns>&& columns) {
  if (!columns) return std::nullopt;
  return decode(std::move(*columns));
}

}  // namespace

std::string_view to_string(Stage stage) {
  switch (stage) {
    case Stage::ticket:
      return "ticket";
    case Stage::ticket_void:
      return "void";
    case Stage::refused:
      return "refused";
    case Stage::live:
      return "live";
    case Stage::logged:
      return "logged";
  }
  return {};
}

std::optional<CallRow> find_call(Session& db, const CallKey& key) {
  if (const auto* call_id = std::get_if<calls::CallId>(&key)) return decode(db.one(select_by_id, *call_id));
  return decode(db.one(select_by_parent, std::get<calls::CallSid>(key)));
}

std::optional<CallRow> take_call(Session& db, const CallKey& key) {
  auto call = find_call(db, key);
  while (call && lock_user(db, call->user)) {
    auto again = find_call(db, key);
    if (!again || again->user == call->user) return again;
    call = std::move(again);  // its user was erased meanwhile
  }
  return call;
}

std::optional<CallRow> find_call_by_ticket(Session& db, const util::Sha256Digest& ticket_hash) {
  return decode(db.one(select_by_ticket, ticket_hash));
}

std::vector<CallRow> take_live_calls_due(Session& db, util::Timestamp now, int limit) {
  const auto find_due = [&] {
    std::vector<CallRow> rows;
    for (auto& columns : db.all(select_live_due, now, limit))
      rows.push_back(decode(std::move(columns)));
    return rows;
  };
  auto rows = find_due();
  std::set<std::string> users;  // in one order everywhere
  for (const auto& row : rows)
    users.insert(row.user.text());
  bool others_wrote = false;
  for (const auto& user : users)
    others_wrote = lock_user(db, phone::UserIdHash::parse(user).value()) || others_wrote;
  if (!others_wrote) return rows;
  rows = find_due();
  std::erase_if(rows, [&](const CallRow& row) { return !users.contains(row.user.text()); });
  return rows;
}

CallView view(const CallRow& row) {
  return {.call_id = row.call_id,
          .redeemed = row.redeemed_at.has_value(),
          .refused = row.refusal,
          .ticket_void = row.stage == Stage::ticket_void || row.stage == Stage::refused,
          .state = row.state,
          .logged = row.logged,
          .parent_call_sid = row.parent_call_sid};
}

}  // namespace teleperson::store::sql
