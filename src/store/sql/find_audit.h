#pragma once

#include "phone/hash.h"
#include "store/audit_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

AuditPage find_audit(Session&, const phone::Hasher&, const AuditQuery&);

}  // namespace teleperson::store::sql
