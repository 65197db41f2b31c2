#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "phone/hash.h"
#include "policy/reason.h"
#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// A row of the audit log. Users and numbers stand in `target_id` and `metadata` by their hashes only.
struct AuditEntry {
  Actor actor;
  std::string action;  ///< such as `number.verified`
  std::optional<std::string> target_id = std::nullopt;
  std::string metadata = "{}";  ///< a JSON object
  util::Timestamp now;
};

/// Call it in the transaction of what it records.
void append_audit(Session&, const AuditEntry&);

/// `u_` and the hash, as Twilio knows the user too.
std::string audit_target(const phone::UserIdHash&);
/// The same, and notes whose hash that is, so that readers of the log can be told a name.
std::string audit_target(Session&, const phone::Hasher&, const std::string& user_id);

/// Notes `call.denied`, unless the same user was denied the same number for the same reason in the last minute: a
/// client that keeps trying must not flood the log. `number`: none if no number is known.
void note_denial(Session&, const phone::UserIdHash&, const std::optional<phone::NumberHash>& number, policy::Reason,
                 util::Timestamp now);

}  // namespace teleperson::store::sql
