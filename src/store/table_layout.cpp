#include "store/table_layout.h"

#include <sstream>

namespace teleperson::store {

const std::vector<TableLayout>& table_layouts() {
  using Kind = TableLayout::Kind;
  static const std::vector<TableLayout> all{
      {"users", "id", Kind::counted},
      {"extension_tokens", "token_hash", Kind::counted},
      {"companies", "id", Kind::counted},
      {"company_aliases", "company_id, alias"},
      {"company_words", "word, company_id"},
      {"phone_numbers", "id", Kind::counted},
      {"voice_settings", "id", Kind::single},
      {"calls", "call_id"},
      {"voice_call_log", "id", Kind::numbered},
      {"audit_log", "id", Kind::numbered},
      {"admin_password", "id"},
      {"admin_sessions", "session_hash"},
      {"admin_sign_ins", "id", Kind::numbered},
      {"call_statistics", "starts_at"},
      {"denial_statistics", "starts_at, reason"},
      {"plan_counts", "plan"},
      {"number_counts", "region, kind, plausible, reviewed, verified"},
      {"call_log_purge", "id", Kind::single},
      {"erasures", "user_id_hash"},
  };
  return all;
}

std::vector<std::string> TableLayout::key_columns() const {
  std::vector<std::string> columns;
  std::istringstream in(key);
  for (std::string column; std::getline(in >> std::ws, column, ',');)
    columns.push_back(column);
  return columns;
}

}  // namespace teleperson::store
