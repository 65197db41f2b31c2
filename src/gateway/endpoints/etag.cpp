#include "gateway/endpoints/etag.h"

#include <charconv>

#include <fmt/format.h>

namespace teleperson::gateway {

std::string to_etag(std::int64_t revision) {
  return fmt::format("\"{}\"", revision);
}

std::optional<std::int64_t> parse_etag(std::string_view text) {
  if (text.size() < 3 || !text.starts_with('"') || !text.ends_with('"')) return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::int64_t revision = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), revision);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return revision;
}

}  // namespace teleperson::gateway
