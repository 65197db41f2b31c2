#include "store/sql/reconcile.h"

#include <algorithm>

#include "store/sql/call_log.h"
#include "store/sql/call_row.h"
#include "store/sql/erase.h"
#include "store/sql/finalise.h"
#include "store/sql/locks.h"

namespace teleperson::store::sql {
namespace {

template <class T>
using Maybe = std::optional<T>;

constexpr std::chrono::minutes longest_pause{15};

#define TAKE_UNHEARD                                   \
  "update calls set ask_at = :next where call_id in (" \
  "select call_id from calls where ask_at <= :now order by ask_at limit :rows"
using TakeUnheard = Sql<Row<calls::CallId, calls::CallSid>(util::Timestamp, util::Timestamp, int)>;
constexpr TakeUnheard take_unheard{TAKE_UNHEARD ") returning call_id, parent_call_sid"};
/// Where writers run side by side: leaves to the others what they are taking.
constexpr TakeUnheard share_unheard{TAKE_UNHEARD " for update skip locked) returning call_id, parent_call_sid"};
#undef TAKE_UNHEARD

constexpr Sql<Row<int, Maybe<util::Timestamp>>(calls::CallId)> select_asked{
    "select asked, ended_at from calls where call_id = :call_id and ask_at is not null"};
constexpr Sql<Row<>(util::Timestamp, calls::CallId)> note_asked{
    "update calls set asked = asked + 1, ask_at = :ask_at where call_id = :call_id"};

// Rows are read past the index, but of live calls only.
constexpr Sql<Row<int, Maybe<util::Timestamp>>(util::Timestamp, util::Timestamp)> select_backlog{R"(
  select count(*), min(coalesce(ended_at, redeemed_at + time_limit_seconds * 1000))
  from calls
  where stage = 'live' and (ended_at <= :now or redeemed_at + time_limit_seconds * 1000 <= :longest_ago))"};

constexpr Sql<Row<int>(util::Sha256Digest)> select_by_key{"select 1 from voice_call_log where call_key = :call_key"};

// Users of before may not have their hash, but they may have called.
constexpr Sql<Row<int>(phone::UserIdHash)> select_user{R"(
  select 1 from users where id_hash = :user
  union all select 1 from voice_call_log where user_id_hash = :user limit 1)"};

constexpr Sql<Row<std::int64_t, util::Timestamp, util::Sha256Digest>(util::Timestamp, std::int64_t, int)> select_keys{
    R"(
  select id, created_at, call_key from voice_call_log
  where (created_at, id) > (:since, :after) order by created_at, id limit :rows)"};

constexpr Sql<Row<util::Timestamp, calls::CallSid, bool>(util::Timestamp)> select_redeemed{R"(
  select c.redeemed_at, c.parent_call_sid, case when c.stage = 'logged' then 1 else 0 end
  from calls c where c.redeemed_at is not null and c.redeemed_at >= :since order by c.redeemed_at)"};

bool is_logged(Session& db, const calls::CallSid& parent) {
  return db.one(select_by_key, util::sha256(parent.text())).has_value();
}

/// Twice the last, up to a quarter of an hour.
std::chrono::seconds pause_after(int asked, std::chrono::seconds first) {
  auto pause = first;
  for (int i = 0; i < asked && pause < longest_pause; ++i)
    pause *= 2;
  return std::min<std::chrono::seconds>(pause, std::max<std::chrono::seconds>(longest_pause, first));
}

}  // namespace

std::vector<UnheardCall> claim_unheard(Session& db, util::Timestamp now, std::chrono::seconds lease, int limit) {
  std::vector<UnheardCall> calls;
  const auto& take = db.dialect() == Dialect::sqlite ? take_unheard : share_unheard;
  for (auto& [call_id, parent] : db.all(take, now + lease, now, limit))
    calls.push_back({.call_id = std::move(call_id), .parent_call_sid = std::move(parent)});
  return calls;
}

bool merge_record(Session& db, const Patience& patience, const calls::CallId& call_id, const calls::CallState& news,
                  util::Timestamp now) {
  const bool known = merge_callback(db, patience, call_id, news, now);
  const auto live = db.one(select_asked, call_id);
  if (!live || !patience.ask_after) return known;
  const auto& [asked, ended_at] = *live;
  // What ended just now is asked about as soon as what was just handed over.
  const int answers = ended_at == now ? 0 : asked + 1;
  db.run(note_asked, now + pause_after(answers, *patience.ask_after), call_id);
  return known;
}

ReconcileBacklog read_backlog(Session& db, util::Timestamp now) {
  auto [calls, oldest] = db.one(select_backlog, now, now - longest_ringing).value();
  return {.calls = calls, .oldest = oldest};
}

std::optional<Handover> find_handover(Session& db, const calls::CallSid& parent) {
  const auto call = find_call(db, parent);
  const bool logged = is_logged(db, parent);
  if (!call && !logged) return std::nullopt;
  Handover handover{.logged = logged};
  if (!call || logged) return handover;
  if (call->redeemed_at) {
    handover.live = call->call_id;
  } else {
    handover.refused = true;
  }
  return handover;
}

bool knows_user(Session& db, const phone::UserIdHash& user) {
  return kept_hash(db, user) != user || db.one(select_user, user).has_value();
}

bool log_lost_call(Session& db, const LostCall& call) {
  lock_user(db, call.user);
  if (is_logged(db, call.parent_call_sid) || find_call(db, call.parent_call_sid)) return false;
  const auto user = kept_hash(db, call.user);
  append_call_log(db, {.created_at = call.handed_over_at,
                       .user = user,
                       .number = call.number,
                       .verdict = call.verdict,
                       .parent_call_sid = call.parent_call_sid});
  return true;
}

std::vector<LoggedKey> read_logged_since(Session& db, util::Timestamp since, std::int64_t after, int limit) {
  std::vector<LoggedKey> rows;
  for (const auto& [id, created_at, key] : db.all(select_keys, since, after, limit))
    rows.push_back({.id = id, .created_at = created_at, .call_key = key});
  return rows;
}

std::vector<RedeemedCall> read_redeemed_since(Session& db, util::Timestamp since) {
  std::vector<RedeemedCall> calls;
  for (auto& [redeemed_at, parent, logged] : db.all(select_redeemed, since))
    calls.push_back({.redeemed_at = redeemed_at, .parent_call_sid = std::move(parent), .logged = logged});
  return calls;
}

}  // namespace teleperson::store::sql
