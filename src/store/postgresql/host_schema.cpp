#include "store/postgresql/host_schema.h"

#include <sstream>

#include <fmt/format.h>

namespace teleperson::store::postgresql {

HostSchema read_host_schema(sql::Session& session, const std::string& name) {
  HostSchema host{.name = name, .tables = {}};
  std::istringstream lines(session.ask_once(fmt::format(R"(
    select string_agg(format('%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod)), e'\n')
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid
    where n.nspname = '{}' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and c.relname in ('users', 'extension_tokens', 'companies', 'company_aliases', 'voice_call_log', 'audit_log')
      and a.attname ~ '^[a-z0-9_]+$')",
                                                        name)));
  std::string table;
  std::string column;
  std::string type;
  while (lines >> table >> column && std::getline(lines >> std::ws, type))
    host.tables[table].emplace(column, type);
  return host;
}

}  // namespace teleperson::store::postgresql
