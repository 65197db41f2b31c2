#include "gateway/checks/url_parts.h"

#include <fmt/format.h>

namespace teleperson::gateway::checks {

UrlParts url_parts(std::string_view url) {
  UrlParts parts;
  const auto colon = url.find("://");
  if (colon == std::string_view::npos) return parts;
  parts.scheme = url.substr(0, colon);
  const auto rest = url.substr(colon + 3);
  const auto authority = rest.substr(0, rest.find_first_of("/?#"));
  parts.path = rest.substr(authority.size());
  const auto after_host = authority.starts_with('[') ? authority.find(']') + 1 : 0;
  const auto port = authority.find(':', after_host);
  parts.host = authority.substr(0, port);
  parts.port = port != std::string_view::npos ? std::string(authority.substr(port + 1))
                                              : (parts.scheme == "https" ? "443" : "80");
  return parts;
}

std::vector<std::string> url_differences(std::string_view found, std::string_view expected) {
  const auto is = url_parts(found);
  const auto should_be = url_parts(expected);
  std::vector<std::string> differences;
  const auto compare = [&](std::string_view part, const std::string& a, const std::string& b) {
    if (a != b)
      differences.push_back(fmt::format("{} ({} instead of {})", part, a.empty() ? "none" : a, b.empty() ? "none" : b));
  };
  const bool usual_ports = (is.port == "80" || is.port == "443") && (should_be.port == "80" || should_be.port == "443");
  compare("scheme", is.scheme, should_be.scheme);
  compare("host", is.host, should_be.host);
  if (is.scheme == should_be.scheme || !usual_ports) compare("port", is.port, should_be.port);
  compare("path", is.path, should_be.path);
  return differences;
}

}  // namespace teleperson::gateway::checks
