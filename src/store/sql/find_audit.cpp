#include "store/sql/find_audit.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "store/sql/audit.h"
#include "store/sql/audit_party.h"
#include "store/sql/search_words.h"

// Each action that a search asks for is one range of one index, read backwards from where the last page ended; the
// ranges are merged here. There are some dozens of actions at most, and a range gives no more rows than the page has.
namespace teleperson::store::sql {
namespace {

constexpr std::string_view denial = "call.denied";

using Place = Row<util::Timestamp, std::int64_t>;

#define IN_TIME                                                   \
  "created_at >= :from and (created_at, id) < (:until, :before) " \
  "order by created_at desc, id desc limit :rows"

constexpr Sql<Place(std::string, util::Timestamp, util::Timestamp, std::int64_t, int)> rows_of_all{
    "select created_at, id from audit_log where action = :action and " IN_TIME};
constexpr Sql<Place(std::string, std::string, util::Timestamp, util::Timestamp, std::int64_t, int)> rows_of_actor{
    "select created_at, id from audit_log where actor_user_id = :actor and action = :action and " IN_TIME};
constexpr Sql<Place(std::string, std::string, util::Timestamp, util::Timestamp, std::int64_t, int)> rows_of_target{
    "select created_at, id from audit_log where target_id = :target and action = :action and " IN_TIME};
constexpr Sql<Place(std::string, std::string, std::string, util::Timestamp, util::Timestamp, std::int64_t, int)>
    rows_of_both{
        "select created_at, id from audit_log"
        " where target_id = :target and action = :action and actor_user_id = :actor and " IN_TIME};

#undef IN_TIME

// The next action after one: from one to the next, an index is not read but jumped over.
constexpr Sql<Row<std::string>(std::string, std::string)> next_of_all{
    "select action from audit_log where action > :after and action < :end order by action limit 1"};
constexpr Sql<Row<std::string>(std::string, std::string, std::string)> next_of_actor{R"(
  select action from audit_log where actor_user_id = :actor and action > :after and action < :end
  order by action limit 1)"};
constexpr Sql<Row<std::string>(std::string, std::string, std::string)> next_of_target{R"(
  select action from audit_log where target_id = :target and action > :after and action < :end
  order by action limit 1)"};

constexpr Sql<Row<util::Timestamp>(std::int64_t)> select_time{"select created_at from audit_log where id = :id"};
constexpr Sql<Row<util::Timestamp, std::optional<std::string>, std::string, std::optional<std::string>, std::string>(
    std::int64_t)>
    select_record{"select created_at, actor_user_id, action, target_id, metadata from audit_log where id = :id"};

/// One search, with the target as it stands in the log.
class Search {
 public:
  Search(Session& db, const phone::Hasher& hasher, const AuditQuery& query)
      : db_(db), query_(query), target_(query.target_id) {
    if (query.target_user_id) target_ = audit_target(hasher.user(*query.target_user_id));
  }

  /// The newest rows that match, newest first, at most `count`.
  std::vector<Place> newest(int count) {
    std::vector<Place> places;
    const auto start = start_of_page();
    for (const auto& action : actions()) {
      auto more = rows(action, start, count);
      places.insert(places.end(), more.begin(), more.end());
    }
    std::ranges::sort(places, std::greater());
    places.resize(std::min(places.size(), static_cast<std::size_t>(count)));
    return places;
  }

 private:
  std::vector<std::string> actions() {
    const std::string wanted = query_.action.value_or("");
    if (!wanted.empty() && !wanted.ends_with('.')) return {wanted};
    std::vector<std::string> found;
    const std::string end = end_of_prefix(wanted);
    for (auto next = action_after(wanted, end); next; next = action_after(std::get<0>(*next), end)) {
      if (std::get<0>(*next) != denial || query_.with_denials) found.push_back(std::get<0>(*next));
    }
    return found;
  }

  std::optional<Row<std::string>> action_after(const std::string& last, const std::string& end) {
    if (target_) return db_.one(next_of_target, *target_, last, end);
    if (query_.actor_user_id) return db_.one(next_of_actor, *query_.actor_user_id, last, end);
    return db_.one(next_of_all, last, end);
  }

  /// The place after the last row that was shown, or the end of the time that is asked for.
  Place start_of_page() {
    if (query_.before_id > 0) {
      if (const auto row = db_.one(select_time, query_.before_id)) return {std::get<0>(*row), query_.before_id};
    }
    // No row has the id 0: `until` itself is left out.
    return {query_.until.value_or(util::Timestamp::max()), 0};
  }

  std::vector<Place> rows(const std::string& action, const Place& start, int count) {
    const auto from = query_.from.value_or(util::Timestamp());
    const auto& [until, before] = start;
    const auto& actor = query_.actor_user_id;
    if (target_ && actor) return db_.all(rows_of_both, *target_, action, *actor, from, until, before, count);
    if (target_) return db_.all(rows_of_target, *target_, action, from, until, before, count);
    if (actor) return db_.all(rows_of_actor, *actor, action, from, until, before, count);
    return db_.all(rows_of_all, action, from, until, before, count);
  }

  Session& db_;
  const AuditQuery& query_;
  std::optional<std::string> target_;
};

AuditRecord read_record(Session& db, std::int64_t id) {
  auto row = db.one(select_record, id).value();
  auto& [created_at, actor, action, target, metadata] = row;
  return {.id = id,
          .created_at = created_at,
          .actor_user_id = actor,
          .actor = find_actor(db, actor),
          .action = std::move(action),
          .target_id = target,
          .target = find_target(db, target),
          .metadata = std::move(metadata)};
}

}  // namespace

AuditPage find_audit(Session& db, const phone::Hasher& hasher, const AuditQuery& query) {
  auto places = Search(db, hasher, query).newest(query.page_size + 1);
  AuditPage page;
  page.more = places.size() > static_cast<std::size_t>(query.page_size);
  if (page.more) places.pop_back();
  for (const auto& [created_at, id] : places)
    page.records.push_back(read_record(db, id));
  return page;
}

}  // namespace teleperson::store::sql
