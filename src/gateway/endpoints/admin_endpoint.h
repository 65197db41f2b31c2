#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/use_cases/admin_access.h"
#include "http/router.h"

namespace teleperson::gateway {

/// An endpoint of the dashboard.
using AdminEndpoint = util::Task<http::Response> (*)(const Services&, const Admin&, const http::Request&);

/// Lets admins in, by the session's cookie or, for scripts, by `X-TLE-Token` and `X-Admin-Password`; takes writes from
/// our own pages only. Every answer, also a refusal, is `no-store`.
http::Handler for_admin(const Services&, AdminEndpoint);

/// What to answer if `for_admin` would not let the request in; nothing: it would.
util::Task<std::optional<http::Response>> refuse_stranger(const Services&, const http::Request&);

/// Whether no other site's page can have sent this: reading is harmless, and browsers name the page that writes.
/// Scripts send no `Origin`; what signs them in, no browser adds by itself.
bool comes_from_own_page(const Services&, const http::Request&);

/// The `Set-Cookie` that starts a session, or ends it when the value is empty.
std::string admin_cookie(const Services&, std::string_view value);

}  // namespace teleperson::gateway
