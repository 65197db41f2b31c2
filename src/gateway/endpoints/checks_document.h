#pragma once

#include <string>

#include "gateway/checks/finding.h"

namespace teleperson::gateway {

/// The document of /v1/admin/checks and of `doctor --json`.
std::string to_json(const checks::Findings&);

}  // namespace teleperson::gateway
