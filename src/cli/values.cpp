#include "cli/values.h"

#include <algorithm>
#include <charconv>

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include "policy/settings.h"
#include "store/database_url.h"
#include "store/upkeep_store.h"

namespace teleperson::cli {
namespace {

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size() && port <= 65535;
}

}  // namespace

Parsed<std::string> parse_address(const std::string& text) {
  const auto wrong = std::unexpected(std::string("must be HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080"));
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || !is_port(std::string_view(text).substr(colon + 1))) return wrong;
  std::string host = text.substr(0, colon);
  if (host == "localhost") return text;
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(host, error);
  if (error || address.is_v6() != bracketed) return wrong;
  return text;
}

Parsed<std::vector<std::string>> parse_origins(const std::string& text) {
  auto origins = split_list(text);
  for (const auto& origin : origins) {
    const auto url = boost::urls::parse_uri(origin);
    const bool known = url && (url->scheme() == "https" || url->scheme() == "http" ||
                               url->scheme() == "chrome-extension" || url->scheme() == "moz-extension");
    if (!known || url->encoded_host().empty() || !url->encoded_path().empty() || url->has_query() ||
        url->has_fragment() || url->has_userinfo()) {
      return std::unexpected(
          "must be a comma-separated list of origins such as chrome-extension://ID or https://app.example.com, "
          "without a path and without *");
    }
  }
  return origins;
}

Parsed<std::string> parse_database_url(const std::string& text) {
  auto complaint = store::complaint_about_url(text);
  if (!complaint.empty()) return std::unexpected(std::move(complaint));
  return text;
}

Parsed<std::chrono::seconds> parse_seconds(const std::string& text, int least, int most) {
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < least || seconds > most) {
    return std::unexpected(fmt::format("must be a whole number of seconds from {} to {}", least, most));
  }
  return std::chrono::seconds(seconds);
}

Parsed<std::optional<std::chrono::days>> parse_retention(const std::string& text) {
  constexpr int least = store::least_retention.count();
  constexpr int most = 36500;
  int days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  const bool is_number = text.empty() || (error == std::errc{} && end == text.data() + text.size());
  if (!is_number || (days != 0 && (days < least || days > most))) {
    return std::unexpected(fmt::format("must be a number of days from {} to {}, or 0 for ever", least, most));
  }
  if (days == 0) return std::nullopt;
  return std::chrono::days(days);
}

Parsed<std::vector<util::Secret>> parse_secrets(const std::string& text) {
  std::vector<util::Secret> secrets;
  for (auto& item : split_list(text))
    secrets.emplace_back(std::move(item));
  if (secrets.empty() || std::ranges::any_of(secrets, &util::Secret::empty)) {
    return std::unexpected("must not be empty, nor have an empty part between two commas");
  }
  return secrets;
}

Parsed<util::Secret> parse_secret(const std::string& text) {
  if (text.empty()) return std::unexpected("must not be empty");
  return util::Secret(text);
}

Parsed<std::string> parse_user_id(const std::string& text) {
  const bool printable = std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
  if (text.empty() || text.size() > 128 || !printable) {
    return std::unexpected("must be 1 to 128 printable ASCII characters without blanks");
  }
  return text;
}

Parsed<std::string> parse_plan(const std::string& text) {
  if (!policy::is_plan_name(text)) {
    return std::unexpected("must be 1 to 32 lower-case letters, digits, '-' or '_'");
  }
  return text;
}

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> items;
  if (text.find_first_not_of(" \t") == std::string::npos) return items;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto comma = std::min(text.find(',', begin), text.size());
    const auto first = text.find_first_not_of(" \t", begin);
    const auto last = comma == 0 ? std::string::npos : text.find_last_not_of(" \t", comma - 1);
    const bool blank = first == std::string::npos || first >= comma || last == std::string::npos;
    items.push_back(blank ? "" : text.substr(first, last - first + 1));
    begin = comma + 1;
  }
  return items;
}

}  // namespace teleperson::cli
