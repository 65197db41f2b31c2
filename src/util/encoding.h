#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace teleperson::util {

/// Lower case.
std::string to_hex(std::span<const std::uint8_t>);
/// Digits of either case. False, with `out` in any state, if the text is not `2 * out.size()` hex digits.
bool from_hex(std::string_view text, std::span<std::uint8_t> out);

/// Whether all of the text is hex digits without A to F: ids and hashes have one spelling only.
bool is_lower_hex(std::string_view);

/// RFC 4648 section 4, with padding. Reading takes the canonical form only: no blanks, no stray bits, exact padding.
std::string to_base64(std::span<const std::uint8_t>);
std::optional<std::string> from_base64(std::string_view);
/// RFC 4648 section 5, without padding.
std::string to_base64url(std::string_view);
std::optional<std::string> from_base64url(std::string_view);

/// Percent-encodes everything but the unreserved characters of RFC 3986.
std::string percent_encode(std::string_view);
/// `+` stays a plus. Nothing if an escape is malformed.
std::optional<std::string> percent_decode(std::string_view);

/// Names and values of `application/x-www-form-urlencoded` text (also a URL's query), decoded, in order, repeats kept.
/// `+` is a blank; a name without `=` has an empty value.
using FormFields = std::vector<std::pair<std::string, std::string>>;
/// Nothing if an escape is malformed or there are more than `max_fields`.
std::optional<FormFields> parse_form(std::string_view text, std::size_t max_fields = 256);
std::string encode_form(const FormFields&);
/// The first field of that name, or null.
const std::string* find_field(const FormFields&, std::string_view name);

/// The length of the well-formed UTF-8 character that `text` begins with: 1 to 4, or 0 if it begins with none
/// (Unicode 15, table 3-7: no surrogates, no overlong forms).
std::size_t utf8_length(std::string_view text);
/// True for well-formed UTF-8 without surrogates.
bool is_utf8(std::string_view);

}  // namespace teleperson::util
