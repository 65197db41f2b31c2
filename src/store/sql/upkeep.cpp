#include "store/sql/upkeep.h"

#include "store/sql/audit.h"
#include "store/sql/locks.h"
#include "store/sql/log_permit.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

// Of PostgreSQL, which alone keeps months apart, by functions that may do more than the gateway's role. Null: there was
// nothing to do.
constexpr Sql<Row<std::optional<std::int64_t>>(util::Timestamp)> make_missing_month{
    "select make_missing_call_log_month(:now)"};
constexpr Sql<Row<std::int64_t, std::int64_t, bool>(util::Timestamp, int)> purge_step{
    "select rows, months, more from purge_call_log(:before, :rows)"};

constexpr Sql<Row<util::Timestamp>(util::Timestamp, int)> select_end_of_step{R"(
  select created_at from voice_call_log where created_at < :before order by created_at, id limit 1 offset :rows)"};
constexpr Sql<Row<>(util::Timestamp)> delete_calls{"delete from voice_call_log where created_at < :before"};

constexpr Sql<Row<std::int64_t>(util::Timestamp)> count_calls{
    "select count(*) from voice_call_log where created_at < :before"};

constexpr Sql<Row<>(util::Timestamp)> update_purged_before{
    "update call_log_purge set purged_before = :before where purged_before < :before"};
constexpr Sql<Row<util::Timestamp>()> select_purged_before{"select purged_before from call_log_purge"};

bool keeps_months_apart(const Session& db) {
  return db.dialect() == Dialect::postgresql;
}

PurgeStep delete_step(Session& db, const Purge& purge) {
  if (keeps_months_apart(db)) {
    const auto [rows, months, more] = db.one(purge_step, purge.before, purge.rows_a_step).value();
    return {.rows = rows, .months = months, .more = more};
  }
  const auto next = db.one(select_end_of_step, purge.before, purge.rows_a_step);
  const auto until = next ? std::get<0>(*next) + std::chrono::milliseconds(1) : purge.before;
  permit_purge(db, purge.before);
  const auto rows = db.run(delete_calls, until);
  withdraw_permit(db);
  db.run(update_purged_before, purge.before);
  return {.rows = rows, .more = next.has_value()};
}

std::string describe_purge(const Purge& purge, const PurgeStep& step) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    json.field("before", util::to_rfc3339_milliseconds(purge.before));
    json.field("rows", step.rows);
    json.field("months", step.months);
  });
  return text;
}

}  // namespace

bool prepare_call_log(Session& db, util::Timestamp now) {
  if (!keeps_months_apart(db) || !try_lock_upkeep(db)) return false;
  return std::get<0>(db.one(make_missing_month, now).value()).has_value();
}

PurgeStep purge_calls(Session& db, const Purge& purge, const Actor& actor, util::Timestamp now) {
  if (!try_lock_upkeep(db)) return {.busy = true};
  const auto step = delete_step(db, purge);
  if (step.rows + step.months > 0) {
    append_audit(db, {.actor = actor, .action = "calls.purged", .metadata = describe_purge(purge, step), .now = now});
  }
  return step;
}

std::int64_t count_calls_before(Session& db, util::Timestamp before) {
  return std::get<0>(db.one(count_calls, before).value());
}

util::Timestamp read_purged_before(Session& db) {
  return std::get<0>(db.one(select_purged_before).value());
}

}  // namespace teleperson::store::sql
