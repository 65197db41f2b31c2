#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace teleperson::gateway {

/// A revision as an entity tag: `"7"`. RFC 9110, section 8.8.3.
std::string to_etag(std::int64_t revision);

/// The revision in `If-Match: "7"`. RFC 9110, section 13.1.1.
std::optional<std::int64_t> parse_etag(std::string_view text);

}  // namespace teleperson::gateway
