#include "store/sql/usage.h"

#include "store/sql/call_row.h"

namespace teleperson::store::sql {
namespace {

constexpr std::chrono::minutes ticket_window{1};
constexpr std::chrono::hours call_window{24};
constexpr std::chrono::minutes margin{10};  // Twilio ends a call by its limit, if a little late

constexpr Sql<Row<int>(phone::UserIdHash, util::Timestamp, calls::CallId)> count_tickets{R"(
  select count(*) from calls where user_id_hash = :user and created_at > :since and call_id <> :but)"};

// A call that is over, or must be by its time limit, and only waits for news does not keep its user from the next one.
constexpr Sql<Row<int, int>(util::Timestamp, phone::UserIdHash, calls::CallId)> count_live_of_user{R"(
  select count(*),
         count(case when ended_at is null and redeemed_at + time_limit_seconds * 1000 > :longest_ago then 1 end)
  from calls where user_id_hash = :user and stage = 'live' and call_id <> :but)"};

constexpr Sql<Row<int>(phone::UserIdHash, util::Timestamp)> count_logged{R"(
  select count(*) from voice_call_log where user_id_hash = :user and created_at > :since)"};

constexpr Sql<Row<int>()> count_live{"select count(*) from calls where stage = 'live'"};

}  // namespace

policy::Usage read_usage(Session& db, const phone::UserIdHash& user, const calls::CallId& but, util::Timestamp now) {
  const auto [tickets] = db.one(count_tickets, user, now - ticket_window, but).value();
  const auto [unlogged, running] = db.one(count_live_of_user, now - longest_ringing - margin, user, but).value();
  const auto [logged] = db.one(count_logged, user, now - call_window).value();
  return {.tickets_last_minute = tickets, .live_calls = running, .calls_last_day = logged + unlogged};
}

int count_live_calls(Session& db) {
  return std::get<0>(db.one(count_live).value());
}

}  // namespace teleperson::store::sql
