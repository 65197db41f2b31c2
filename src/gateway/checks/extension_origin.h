#pragma once

#include <string_view>

namespace teleperson::gateway::checks {

/// Whether an origin of ALLOWED_ORIGINS is a browser extension's.
inline bool is_extension(std::string_view origin) {
  return origin.starts_with("chrome-extension://") || origin.starts_with("moz-extension://");
}

}  // namespace teleperson::gateway::checks
