#pragma once

#include <optional>

#include "gateway/services.h"
#include "http/router.h"

namespace teleperson::gateway {

/// POST /v1/admin/companies/import: takes a company file, and streams how far it is, then what came of it.
void add_admin_import_endpoint(http::Router&, const Services&);

/// Lets a body of more than the usual size in if it is a file that an admin imports; see http::LargeBodyJudge.
util::Task<std::optional<http::Response>> judge_import_body(const Services&, const http::Request& head);

}  // namespace teleperson::gateway
