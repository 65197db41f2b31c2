#include "sandbox/webhook/connection_overrides.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace teleperson::sandbox {
namespace {

std::optional<int> whole_number(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
  return value;
}

/// Cuts the text up to the separator off the front of `rest`.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

bool read_retry_policy(std::string_view list, ConnectionOverrides& overrides) {
  ConnectionOverrides read = overrides;
  read.on_connect_failure = false;
  while (!list.empty()) {
    const std::string_view item = take_until(list, ',');
    const bool all = item == "all";
    if (!all && item != "ct" && item != "rt" && item != "4xx" && item != "5xx") return false;
    if (all || item == "ct") read.on_connect_failure = true;
    if (all || item == "rt") read.on_read_timeout = true;
    if (all || item == "4xx") read.on_client_error = true;
    if (all || item == "5xx") read.on_server_error = true;
  }
  overrides = read;
  return true;
}

bool read_milliseconds(std::string_view text, int most, std::chrono::milliseconds& out) {
  const auto value = whole_number(text, 100, most);
  if (value) out = std::chrono::milliseconds(*value);
  return value.has_value();
}

bool read_override(std::string_view name, std::string_view value, ConnectionOverrides& overrides) {
  if (name == "rc") {
    const auto retries = whole_number(value, 0, 5);
    if (retries) overrides.retries = *retries;
    return retries.has_value();
  }
  if (name == "rp") return read_retry_policy(value, overrides);
  if (name == "ct") return read_milliseconds(value, 10'000, overrides.connect_timeout);
  if (name == "rt") return read_milliseconds(value, 15'000, overrides.read_timeout);
  if (name == "tt") return read_milliseconds(value, 15'000, overrides.total_timeout);
  return name == "e" || name == "sni";  // where Twilio sends from, and TLS: nothing to choose on one machine
}

}  // namespace

WebhookUrl parse_webhook_url(std::string_view url_with_fragment) {
  WebhookUrl result;
  const std::size_t hash = url_with_fragment.find('#');
  result.url = url_with_fragment.substr(0, hash);
  if (hash == std::string_view::npos) return result;

  std::string_view rest = url_with_fragment.substr(hash + 1);
  while (!rest.empty()) {
    std::string_view value = take_until(rest, '&');
    const std::string_view name = take_until(value, '=');
    if (!read_override(name, value, result.overrides)) {
      result.warning = fmt::format("11243: connection override '{}' is not understood.", name);
    }
  }
  return result;
}

}  // namespace teleperson::sandbox
