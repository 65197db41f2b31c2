#include "store/sqlite/migration.h"

#include <array>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "store/schema_versions.h"
#include "store/sqlite/connection.h"

namespace teleperson::store::sqlite {
namespace {

const SchemaVersions& versions() {
  static const std::array migrations{schema_0001, schema_0002, schema_0003};
  static const SchemaVersions all{
      .migrations = migrations,
      .create_version_table =
          "create table schema_version (version integer primary key, applied_at integer not null) strict",
      .now = "cast(strftime('%s', 'now') as integer) * 1000"};
  return all;
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
  return static_cast<int>(versions().migrations.size());
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
  require_current_version(versions(), schema_version(session));
}

MigrationPlan plan_migration(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return store::plan_migration(versions(), 0);
  return explain_failures(
      path, [&] { return store::plan_migration(versions(), schema_version(*connect(path, Access::read))); });
}

MigrationPlan migrate(const std::filesystem::path& path) {
  create_private_file(path);
  plan_migration(path);  // throws before anything is done to another program's file
  return explain_failures(path, [&] {
    const auto session = connect(path, Access::write);
    session->run_once("begin immediate");  // of two processes, the second waits here and then finds nothing to do
    const MigrationPlan todo = store::plan_migration(versions(), schema_version(*session));
    run_script(*session, todo.sql);
    session->run_once("commit");
    return todo;
  });
}

}  // namespace teleperson::store::sqlite
