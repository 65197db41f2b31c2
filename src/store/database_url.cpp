#include "store/database_url.h"

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

bool holds_password(std::string_view url) {
  return without_password(url) != url;
}

std::string without_password(std::string_view url) {
  return is_embedded(url) ? std::string(url) : postgresql::without_password(url);
}

}  // namespace teleperson::store
