#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace teleperson::gateway::checks {

/// Of an http or https URL.
struct UrlParts {
  std::string scheme, host, port, path;  ///< `port`: also when it is the scheme's own; `path` with its query
};
/// Empty parts where the text is not such a URL.
UrlParts url_parts(std::string_view url);

/// Which parts differ, as `scheme (http instead of https)`; empty: none.
std::vector<std::string> url_differences(std::string_view found, std::string_view expected);

}  // namespace teleperson::gateway::checks
