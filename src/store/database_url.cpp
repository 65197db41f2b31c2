#include "store/database_url.h"

#include <fmt/format.h>

#include "store/postgresql/url.h"
#include "store/sqlite/connection.h"

namespace teleperson::store {

std::string complaint_about_url(std::string_view url) {
  if (is_embedded(url)) {
    const auto path = sqlite::read_path(url);
    return path ? "" : path.error();
  }
  const auto parsed = postgresql::read_url(url);
  return parsed ? "" : parsed.error();
}

bool is_embedded(std::string_view url) {
  return !postgresql::is_postgresql(url);
}

std::string schema_of(std::string_view url) {
  if (is_embedded(url)) return {};
  const auto parsed = postgresql::read_url(url);
  return parsed ? parsed->schema : "";
}

std::string complaint_about_schema(std::string_view name) {
  return postgresql::is_plain_name(name) ? "" : fmt::format("must be {}", postgresql::plain_name);
}

// Of a parameter that is repeated the last one counts.
std::string with_schema(std::string_view url, std::string_view schema) {
  return fmt::format("{}{}schema={}", url, url.find('?') == std::string_view::npos ? '?' : '&', schema);
}

bool holds_password(std::string_view url) {
  return without_password(url) != url;
}

std::string without_password(std::string_view url) {
  return is_embedded(url) ? std::string(url) : postgresql::without_password(url);
}

}  // namespace teleperson::store
