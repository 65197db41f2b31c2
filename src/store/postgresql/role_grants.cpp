#include "store/postgresql/role_grants.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace teleperson::store::postgresql {
namespace {

struct Grant {
  std::string_view table;
  std::string_view rights;
};

// Each table of the schema is here; a test sees to it.
constexpr std::string_view all = "select, insert, update, delete";
constexpr std::array grants{
    Grant{"schema_version", "select"},
    Grant{"readiness", "select, update"},
    Grant{"users", all},
    Grant{"extension_tokens", all},
    Grant{"companies", all},
    Grant{"company_aliases", all},
    Grant{"company_words", all},
    Grant{"phone_numbers", all},
    Grant{"voice_settings", "select, update"},
    Grant{"calls", all},
    Grant{"voice_call_log", "select, insert"},
    Grant{"audit_log", "select, insert"},
    Grant{"admin_password", "select, insert, update"},
    Grant{"admin_sessions", all},
    Grant{"admin_sign_ins", all},
    Grant{"call_statistics", "select, insert, update"},
    Grant{"denial_statistics", "select, insert, update"},
    Grant{"plan_counts", "select, insert, update"},
    Grant{"number_counts", "select, insert, update"},
    Grant{"log_permits", "select"},
    Grant{"call_log_purge", "select"},
    Grant{"erasures", "select"},
};

}  // namespace

std::string grants_sql(const std::string& schema, const std::string& role) {
  auto sql = fmt::format("grant usage on schema {} to {};\n", schema, role);
  for (const auto& [table, rights] : grants) {
    sql += fmt::format(
        "revoke all on {0}.{1} from {2};\n"
        "grant {3} on {0}.{1} to {2};\n"
        "drop policy if exists {2} on {0}.{1};\n"
        "create policy {2} on {0}.{1} to {2} using (true) with check (true);\n",
        schema, table, role, rights);
  }
  // What triggers call with the rights of whoever set them off, and what the housekeeper calls. The others are
  // triggers, or the owner's.
  for (const auto* function :
       {"add_to_numbers", "add_to_plan", "has_token", "make_missing_call_log_month", "purge_call_log"})
    sql += fmt::format("grant execute on function {}.{} to {};\n", schema, function, role);
  return sql;
}

}  // namespace teleperson::store::postgresql
