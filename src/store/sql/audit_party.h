#pragma once

#include <optional>
#include <string>

#include "store/audit_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// Who `audit_log.actor_user_id` names.
AuditParty find_actor(Session&, const std::optional<std::string>& user_id);

/// Whom or what `audit_log.target_id` names.
AuditParty find_target(Session&, const std::optional<std::string>& target_id);

}  // namespace teleperson::store::sql
