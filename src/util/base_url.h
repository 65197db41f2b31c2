#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace teleperson::util {

/// `localhost`, or an IP address of this machine's loopback (IPv6 with or without brackets).
bool is_loopback_host(std::string_view host);

/// An absolute http or https URL without userinfo, query, fragment and trailing slash. http is for loopback hosts only:
/// tokens and call control must not travel in the clear. The error is the rest of a sentence about the text.
std::expected<std::string, std::string> parse_base_url(const std::string&);

}  // namespace teleperson::util
