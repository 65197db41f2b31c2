#include "store/sqlite/migration.h"

#include <array>
#include <fcntl.h>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "store/sqlite/connection.h"

namespace teleperson::store::sqlite {
namespace {

std::span<const char* const> migrations() {
  static const std::array all{schema_0001, schema_0002};
  return all;
}

constexpr std::string_view create_version_table =
    "create table schema_version (version integer primary key, applied_at integer not null) strict";

MigrationPlan plan(int from) {
  MigrationPlan plan{.from = from, .to = current_schema_version(), .sql = {}};
  if (from > plan.to) {
    throw OpenError(
        fmt::format("the database has schema version {}, and this program knows versions up to {}: run a newer "
                    "teleperson-voice",
                    from, plan.to));
  }
  if (from == plan.to) return plan;
  if (from == 0) plan.sql = fmt::format("{};\n", create_version_table);
  for (int version = from; version < plan.to; ++version)
    plan.sql += migrations()[static_cast<std::size_t>(version)];
  plan.sql += fmt::format(
      "\ninsert into schema_version (version, applied_at) values ({}, cast(strftime('%s', 'now') as integer) * "
      "1000);\n",
      plan.to);
  return plan;
}

/// SOCI runs one statement at a time. A blank line ends a statement, as a trigger holds semicolons within.
void run_script(sql::Session& session, std::string_view script) {
  while (!script.empty()) {
    const auto end = std::min(script.find("\n\n"), script.size());
    const auto statement = script.substr(0, end);
    if (statement.find_first_not_of(" \n") != std::string_view::npos) session.run_once(std::string(statement));
    script.remove_prefix(std::min(end + 2, script.size()));
  }
}

/// The file holds e-mail addresses: only its owner may read it. SQLite gives its other files the same mode.
void create_private_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) {
    throw OpenError(fmt::format("cannot create the database {}: {}", path.string(),
                                std::error_code(errno, std::system_category()).message()));
  }
  ::close(file);
}

}  // namespace

int current_schema_version() {
  return static_cast<int>(migrations().size());
}

int schema_version(sql::Session& session) {
  const auto tables = session.ask_once("select cast(count(*) as text) from sqlite_master where type = 'table'");
  if (tables == "0") return 0;
  if (session.ask_once("select 'yes' from sqlite_master where type = 'table' and name = 'schema_version'") != "yes") {
    throw OpenError("the database file belongs to another program: give DATABASE_URL a file of its own");
  }
  return std::stoi(session.ask_once("select cast(coalesce(max(version), 0) as text) from schema_version"));
}

void require_current_schema(sql::Session& session) {
  const int found = schema_version(session);
  if (const MigrationPlan needed = plan(found); needed.from != needed.to) {
    throw OpenError(fmt::format("the database {}: run `teleperson-voice migrate`",
                                found == 0
                                    ? std::string("is empty")
                                    : fmt::format("has schema version {}, this program needs {}", found, needed.to)));
  }
}

MigrationPlan plan_migration(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return plan(0);
  return explain_failures(path, [&] { return plan(schema_version(*connect(path, Access::read))); });
}

MigrationPlan migrate(const std::filesystem::path& path) {
  create_private_file(path);
  plan_migration(path);  // throws before anything is done to another program's file
  return explain_failures(path, [&] {
    const auto session = connect(path, Access::write);
    session->run_once("begin immediate");  // of two processes, the second waits here and then finds nothing to do
    const MigrationPlan todo = plan(schema_version(*session));
    run_script(*session, todo.sql);
    session->run_once("commit");
    return todo;
  });
}

}  // namespace teleperson::store::sqlite
