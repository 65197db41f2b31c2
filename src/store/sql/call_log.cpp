#include "store/sql/call_log.h"

#include "store/sql/statistics.h"

namespace teleperson::store::sql {
namespace {

constexpr Sql<Row<>(util::Timestamp, phone::UserIdHash, phone::NumberHash, int, calls::Outcome, util::Sha256Digest)>
    insert_row{R"(
  insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
  values (:created_at, :user, :number, :duration, :outcome, :call_key)
  on conflict do nothing)"};

using CallColumns = Row<std::int64_t, util::Timestamp, std::string, std::string, int, std::string>;

constexpr Sql<CallColumns(std::int64_t, int)> select_rows{R"(
  select id, created_at, user_id_hash, to_number_hash, duration_seconds, outcome
  from voice_call_log where id > :after order by id limit :rows)"};

// One text for each set of filters, so that each is one range of one index, read backwards from where the last page
// ended.
#define LOG_COLUMNS \
  "select id, created_at, user_id_hash, to_number_hash, duration_seconds, outcome from voice_call_log where "
#define IN_TIME                                                   \
  "created_at >= :from and (created_at, id) < (:until, :before) " \
  "order by created_at desc, id desc limit :rows"

constexpr Sql<CallColumns(util::Timestamp, util::Timestamp, std::int64_t, int)> calls_of_all{LOG_COLUMNS IN_TIME};
constexpr Sql<CallColumns(std::string, util::Timestamp, util::Timestamp, std::int64_t, int)> calls_by_outcome{
    LOG_COLUMNS "outcome = :outcome and " IN_TIME};
constexpr Sql<CallColumns(phone::UserIdHash, util::Timestamp, util::Timestamp, std::int64_t, int)> calls_of_user{
    LOG_COLUMNS "user_id_hash = :user and " IN_TIME};
constexpr Sql<CallColumns(phone::UserIdHash, std::string, util::Timestamp, util::Timestamp, std::int64_t, int)>
    calls_of_user_by_outcome{LOG_COLUMNS "user_id_hash = :user and outcome = :outcome and " IN_TIME};

#undef LOG_COLUMNS
#undef IN_TIME

constexpr Sql<Row<util::Timestamp>(std::int64_t)> select_time{"select created_at from voice_call_log where id = :id"};
constexpr Sql<Row<std::string, std::string>(std::string)> select_number{R"(
  select c.name, n.label from phone_numbers n join companies c on c.id = n.company_id
  where n.number_hash = :number_hash order by n.id limit 1)"};

/// Where the page begins: the row after the last one that was shown, or the end of the time that is asked for.
std::pair<util::Timestamp, std::int64_t> start_of_page(Session& db, const CallLogQuery& query) {
  if (query.before_id > 0) {
    if (const auto row = db.one(select_time, query.before_id)) return {std::get<0>(*row), query.before_id};
  }
  // No row has the id 0: `until` itself is left out.
  return {query.until.value_or(util::Timestamp::max()), 0};
}

LogRow to_row(CallColumns&& columns) {
  auto& [id, created_at, user, number, duration, outcome] = columns;
  return {.id = id,
          .created_at = created_at,
          .user_id_hash = std::move(user),
          .to_number_hash = std::move(number),
          .duration_seconds = duration,
          .outcome = std::move(outcome)};
}

std::vector<LogRow> to_rows(std::vector<CallColumns>&& all) {
  std::vector<LogRow> rows;
  rows.reserve(all.size());
  for (auto& columns : all)
    rows.push_back(to_row(std::move(columns)));
  return rows;
}

std::vector<CallColumns> read_calls(Session& db, const CallLogQuery& query, int rows) {
  const auto from = query.from.value_or(util::Timestamp());
  const auto [until, before] = start_of_page(db, query);
  if (query.user && query.outcome) {
    return db.all(calls_of_user_by_outcome, *query.user, *query.outcome, from, until, before, rows);
  }
  if (query.user) return db.all(calls_of_user, *query.user, from, until, before, rows);
  if (query.outcome) return db.all(calls_by_outcome, *query.outcome, from, until, before, rows);
  return db.all(calls_of_all, from, until, before, rows);
}

}  // namespace

LoggedCallPage find_calls(Session& db, const CallLogQuery& query) {
  auto rows = read_calls(db, query, query.page_size + 1);
  LoggedCallPage page;
  page.more = rows.size() > static_cast<std::size_t>(query.page_size);
  if (page.more) rows.pop_back();
  for (auto& columns : rows) {
    auto& call = page.calls.emplace_back();
    call.row = to_row(std::move(columns));
    if (auto known = db.one(select_number, call.row.to_number_hash)) {
      std::tie(call.company, call.label) = std::move(*known);
    }
  }
  return page;
}

std::vector<LogRow> read_call_log_page(Session& db, const CallLogQuery& query) {
  return to_rows(read_calls(db, query, query.page_size));
}

void append_call_log(Session& db, const NewLogRow& row) {
  const auto rows = db.run(insert_row, row.created_at, row.user, row.number, row.verdict.duration_seconds,
                           row.verdict.outcome, util::sha256(row.parent_call_sid.text()));
  if (rows > 0) count_call(db, row.created_at, row.verdict);
}

std::vector<LogRow> read_call_log(Session& db, std::int64_t after, int limit) {
  return to_rows(db.all(select_rows, after, limit));
}

}  // namespace teleperson::store::sql
