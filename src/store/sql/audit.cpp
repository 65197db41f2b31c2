#include "store/sql/audit.h"

#include "store/sql/erase.h"
#include "store/sql/statistics.h"
#include "util/json_writer.h"

namespace teleperson::store::sql {
namespace {

constexpr std::chrono::minutes denial_interval{1};

constexpr Sql<Row<>(util::Timestamp, std::optional<std::string>, std::string, std::optional<std::string>, std::string)>
    insert_entry{R"(
  insert into audit_log (created_at, actor_user_id, action, target_id, metadata)
  values (:now, :actor_user_id, :action, :target_id, :metadata))"};

constexpr Sql<Row<std::int64_t>(std::string, util::Timestamp, std::string)> find_denial{R"(
  select id from audit_log
  where target_id = :target_id and created_at > :since and action = 'call.denied' and metadata = :metadata
  limit 1)"};

constexpr Sql<Row<>(phone::UserIdHash, std::string)> update_hash{R"(
  update users set id_hash = :id_hash where id = :id and (id_hash is null or id_hash <> :id_hash))"};

}  // namespace

void append_audit(Session& db, const AuditEntry& entry) {
  db.run(insert_entry, entry.now, entry.actor.user_id, entry.action, entry.target_id, entry.metadata);
}

std::string audit_target(const phone::UserIdHash& user) {
  return "u_" + user.text();
}

std::string audit_target(Session& db, const phone::Hasher& hasher, const std::string& user_id) {
  const auto hash = hasher.user(user_id);
  db.run(update_hash, hash, user_id);
  return audit_target(hash);
}

void note_denial(Session& db, const phone::UserIdHash& user, const std::optional<phone::NumberHash>& number,
                 policy::Reason reason, util::Timestamp now) {
  std::string metadata;
  util::JsonWriter json(metadata);
  json.object([&] {
    json.field("reason", to_string(reason));
    if (number) json.field("to_number_hash", number->text());
  });
  const std::string target = audit_target(kept_hash(db, user));
  if (db.one(find_denial, target, now - denial_interval, metadata)) return;
  append_audit(db, {.actor = {}, .action = "call.denied", .target_id = target, .metadata = metadata, .now = now});
  count_denial(db, now, reason);
}

}  // namespace teleperson::store::sql
