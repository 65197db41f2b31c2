#include "gateway/endpoints/audit_document.h"

#include <optional>
#include <utility>

#include "util/csv.h"
#include "util/time.h"

namespace teleperson::gateway {
namespace {

std::string_view kind_name(store::AuditParty::Kind kind) {
  using enum store::AuditParty::Kind;
  switch (kind) {
    case none:
      return "none";
    case user:
      return "user";
    case removed_user:
      return "removed_user";
    case company:
      return "company";
    case number:
      return "number";
    case other:
      return "other";
  }
  std::unreachable();
}

void write_party(util::JsonWriter& json, std::string_view name, const std::optional<std::string>& id,
                 const store::AuditParty& party) {
  json.object(name, [&] {
    json.field("kind", kind_name(party.kind));
    json.field("id", id);
    json.field("name", party.name);
    json.field("detail", party.detail);
  });
}

}  // namespace

void write_audit_record(util::JsonWriter& json, const store::AuditRecord& record) {
  json.object([&] {
    json.field("id", record.id);
    json.field("created_at", util::to_rfc3339_milliseconds(record.created_at));
    write_party(json, "actor", record.actor_user_id, record.actor);
    json.field("action", record.action);
    write_party(json, "target", record.target_id, record.target);
    json.raw_field("metadata", record.metadata);
  });
}

void append_audit_csv(std::string& text, const store::AuditRecord& record) {
  text += std::to_string(record.id) + ',' + util::to_rfc3339_milliseconds(record.created_at);
  for (const auto& field : {record.actor_user_id, record.actor.name, std::optional(record.action), record.target_id,
                            record.target.name, record.target.detail, std::optional(record.metadata)}) {
    text += ',' + util::csv_field(field.value_or(""));
  }
  text += "\r\n";
}

}  // namespace teleperson::gateway
