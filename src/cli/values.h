#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "util/base_url.h"
#include "util/secret.h"

namespace teleperson::cli {

/// A parsed value, or what is wrong with the text, as the rest of a sentence that starts with the option's name.
template <class T>
using Parsed = std::expected<T, std::string>;

/// `host:port`, where the host is an IP address (IPv6 in brackets) or `localhost` and the port 0 to 65535.
Parsed<std::string> parse_address(const std::string&);
using util::parse_base_url;
/// Comma-separated origins: scheme and host, without path; never `*`.
Parsed<std::vector<std::string>> parse_origins(const std::string&);
/// `sqlite:PATH` or `postgresql://...`. What is wrong never repeats the text, which may hold a password.
Parsed<std::string> parse_database_url(const std::string&);
Parsed<std::chrono::seconds> parse_seconds(const std::string&, int least, int most);
/// Days from store::least_retention on; 0 or nothing: for ever.
Parsed<std::optional<std::chrono::days>> parse_retention(const std::string&);
/// Comma-separated, no empty one.
Parsed<std::vector<util::Secret>> parse_secrets(const std::string&);
Parsed<util::Secret> parse_secret(const std::string&);
/// 1 to 128 printable ASCII characters without blanks.
Parsed<std::string> parse_user_id(const std::string&);
/// Lower-case letters, digits, `-` and `_`, at most 32.
Parsed<std::string> parse_plan(const std::string&);

/// Splits at commas and trims blanks. Empty text gives no item.
std::vector<std::string> split_list(const std::string&);

}  // namespace teleperson::cli
