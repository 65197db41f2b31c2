#pragma once

#include <expected>

#include "http/message.h"
#include "store/audit_store.h"

namespace teleperson::gateway {

/// Which rows of the audit log a body asks for, or what to send instead.
std::expected<store::AuditQuery, http::Response> parse_audit_query(const http::Request&);

}  // namespace teleperson::gateway
