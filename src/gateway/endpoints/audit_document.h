#pragma once

#include <string>

#include "store/audit_store.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

/// A row of the audit log as answers show it.
void write_audit_record(util::JsonWriter&, const store::AuditRecord&);

/// The same as a line of a CSV file, under this head.
void append_audit_csv(std::string& text, const store::AuditRecord&);
inline constexpr const char* audit_csv_head =
    "id,created_at,actor_user_id,actor_name,action,target_id,target_name,target_detail,metadata\r\n";

}  // namespace teleperson::gateway
