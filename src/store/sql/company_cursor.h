#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace teleperson::store::sql {

/// The place in the order of companies after which a page starts. As text it is opaque to clients and may come back
/// from them altered.
struct CompanyCursor {
  std::string name_key;
  std::string id;

  std::string text() const;
  static std::optional<CompanyCursor> parse(std::string_view text);
};

}  // namespace teleperson::store::sql
