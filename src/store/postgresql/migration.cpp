#include "store/postgresql/migration.h"

#include <array>

#include <fmt/format.h>

#include "store/postgresql/connection.h"
#include "store/postgresql/host_mapping.h"
#include "store/postgresql/role_grants.h"
#include "store/schema_versions.h"
#include "store/sql/database_error.h"

namespace teleperson::store::postgresql {
namespace {

const SchemaVersions& versions() {
  static const std::array migrations{schema_0001};
  static const SchemaVersions all{
      .migrations = migrations,
      .create_version_table =
          "create table schema_version (version integer primary key, applied_at bigint not null, "
          "oldest_program integer not null)",
      .now = "cast(extract(epoch from now()) * 1000 as bigint)",
      .oldest_program = 1};  // nodes of the version before go on while the nodes are replaced one by one
  return all;
}

/// Turns a DatabaseError into an OpenError. libpq's texts name host and database, and never the password.
template <class F>
auto explain_failures(F&& attempt) {
  try {
    return attempt();
  } catch (const sql::DatabaseError& error) {
    throw OpenError(fmt::format("cannot use the database of DATABASE_URL: {}", error.what()));
  }
}

bool has_schema(sql::Session& session, const std::string& schema) {
  return session.ask_once(
             fmt::format("select count(*)::text from pg_catalog.pg_namespace where nspname = '{}'", schema)) != "0";
}

/// 0: empty, or not there. Throws OpenError if the schema belongs to another program.
int schema_version(sql::Session& session, const std::string& schema) {
  const auto count_tables = [&](std::string_view condition) {
    return session.ask_once(
        fmt::format("select count(*)::text from pg_catalog.pg_tables where schemaname = '{}'{}", schema, condition));
  };
  if (count_tables("") == "0") return 0;
  if (count_tables(" and tablename = 'schema_version'") == "0") {
    throw OpenError(
        fmt::format("the schema {} belongs to another program: give teleperson-voice one of its own with "
                    "`schema=NAME` in DATABASE_URL",
                    schema));
  }
  return std::stoi(session.ask_once("select coalesce(max(version), 0)::text from schema_version"));
}

void require_plain_name(std::string_view what, std::string_view name) {
  if (!is_plain_name(name)) throw OpenError(fmt::format("the {} must have a name of {}", what, plain_name));
}

std::string extra_sql(sql::Session& session, const std::string& schema, const MigrationExtras& extras) {
  std::string sql;
  if (extras.unmap) sql += unmapping_sql(schema);
  if (extras.map_onto) {
    require_plain_name("schema of the tables to map onto", *extras.map_onto);
    if (*extras.map_onto == schema) throw OpenError("the gateway's schema cannot be mapped onto itself");
    sql += mapping_sql(read_host_schema(session, *extras.map_onto), schema);
  }
  if (extras.grant_to) {
    const auto& role = *extras.grant_to;
    require_plain_name("role", role);
    if (session.ask_once(fmt::format("select count(*)::text from pg_catalog.pg_roles where rolname = '{}'", role)) ==
        "0") {
      throw OpenError(fmt::format("there is no role {0}: make it first, as deploy/postgresql/roles.sql does", role));
    }
    sql += grants_sql(schema, role);
  }
  return sql;
}

MigrationPlan plan_here(sql::Session& session, const std::string& schema, const MigrationExtras& extras) {
  auto plan = store::plan_migration(versions(), schema_version(session, schema));
  plan.sql += extra_sql(session, schema, extras);
  if (plan.sql.empty()) return plan;
  // So that it can also be run by hand, in one transaction.
  plan.sql.insert(0, fmt::format("set local search_path to {};\n", schema));
  if (plan.from == 0 && !has_schema(session, schema)) {
    plan.sql.insert(0, fmt::format("create schema {};\n", schema));
  }
  return plan;
}

/// Ahead of the first node's start.
void make_missing_months(sql::Session& session) {
  const auto make = fmt::format("select make_missing_call_log_month({})::text", versions().now);
  while (!session.ask_once(make).empty()) {
  }
}

}  // namespace

MigrationPlan plan_migration(const DatabaseUrl& url, const MigrationExtras& extras) {
  return explain_failures([&] {
    Connection connection(url);
    connection.begin(Access::read);
    auto& session = connection.session();
    auto plan = plan_here(session, url.schema, extras);
    connection.commit();
    return plan;
  });
}

MigrationPlan migrate(const DatabaseUrl& url, const MigrationExtras& extras) {
  return explain_failures([&] {
    Connection connection(url);
    connection.begin(Access::write);
    auto& session = connection.session();
    session.run_once("set local statement_timeout to 0");  // an index on a large table takes its time
    // Of two processes, the second waits here and then finds nothing to do.
    session.ask_once("select pg_advisory_xact_lock(hashtext('teleperson-voice migrate'))::text");
    auto plan = plan_here(session, url.schema, extras);
    session.run_once("set local client_min_messages to error");  // nothing of what need not be done
    if (!plan.sql.empty()) session.run_once(plan.sql);
    make_missing_months(session);
    connection.commit();
    return plan;
  });
}

void require_current_schema(const DatabaseUrl& url) {
  explain_failures([&] {
    Connection connection(url);
    connection.begin(Access::read);
    auto& session = connection.session();
    const int found = schema_version(session, url.schema);
    const bool is_newer = found > static_cast<int>(versions().migrations.size());
    if (!is_newer || is_outdated(session)) require_current_version(versions(), found);
    if (!session.ask_once("select to_regclass('copy_progress')::text").empty()) {
      throw OpenError("a copy into the database is not complete: run `teleperson-voice copy` again");
    }
    connection.commit();
  });
}

bool is_outdated(sql::Session& session) {
  const auto oldest = session.ask_once("select oldest_program::text from schema_version order by version desc limit 1");
  return std::stoi(oldest) > static_cast<int>(versions().migrations.size());
}

}  // namespace teleperson::store::postgresql
