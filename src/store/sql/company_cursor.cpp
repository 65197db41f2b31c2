#include "store/sql/company_cursor.h"

#include "store/directory.h"
#include "util/encoding.h"

namespace teleperson::store {

bool valid_cursor(std::string_view cursor) {
  return cursor.empty() || sql::CompanyCursor::parse(cursor).has_value();
}

namespace sql {

// The id goes first, since it holds no colon.
std::string CompanyCursor::text() const {
  return util::to_base64url(id + ":" + name_key);
}

std::optional<CompanyCursor> CompanyCursor::parse(std::string_view text) {
  const auto decoded = util::from_base64url(text);
  if (!decoded || !util::is_utf8(*decoded) || decoded->find('\0') != std::string::npos) return std::nullopt;
  const auto colon = decoded->find(':');
  if (colon == std::string::npos || !decoded->starts_with("co_")) return std::nullopt;
  return CompanyCursor{.name_key = decoded->substr(colon + 1), .id = decoded->substr(0, colon)};
}

}  // namespace sql
}  // namespace teleperson::store
