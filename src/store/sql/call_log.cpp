#include "store/sql/call_log.h"

namespace teleperson::store::sql {
namespace {

constexpr Sql<Row<>(util::Timestamp, phone::UserIdHash, phone::NumberHash, int, calls::Outcome, util::Sha256Digest)>
    insert_row{R"(
  insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
  values (:created_at, :user, :number, :duration, :outcome, :call_key)
  on conflict (call_key) do nothing)"};

constexpr Sql<Row<std::int64_t, util::Timestamp, std::string, std::string, int, std::string>(std::int64_t, int)>
    select_rows{R"(
  select id, created_at, user_id_hash, to_number_hash, duration_seconds, outcome
  from voice_call_log where id > :after order by id limit :rows)"};

}  // namespace

void append_call_log(Session& db, const CallRow& call, const calls::Verdict& verdict) {
  db.run(insert_row, call.redeemed_at.value(), call.user, call.number_hash, verdict.duration_seconds, verdict.outcome,
         util::sha256(call.parent_call_sid.value().text()));
}

std::vector<LogRow> read_call_log(Session& db, std::int64_t after, int limit) {
  std::vector<LogRow> rows;
  for (auto& [id, created_at, user, number, duration, outcome] : db.all(select_rows, after, limit)) {
    rows.push_back({.id = id,
                    .created_at = created_at,
                    .user_id_hash = std::move(user),
                    .to_number_hash = std::move(number),
                    .duration_seconds = duration,
                    .outcome = std::move(outcome)});
  }
  return rows;
}

}  // namespace teleperson::store::sql
