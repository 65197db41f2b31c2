#include "store/sqlite/table_source.h"

#include <sqlite3.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/copy.h"
#include "store/sql/database_error.h"
#include "store/sqlite/migration.h"

namespace teleperson::store::sqlite {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

[[noreturn]] void fail(sqlite3* database) {
  throw sql::DatabaseError(sqlite3_errmsg(database));
}

Statement prepare(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail(database);
  return Statement(statement);
}

bool step(sqlite3* database, const Statement& statement) {
  const int result = sqlite3_step(statement.get());
  if (result != SQLITE_ROW && result != SQLITE_DONE) fail(database);
  return result == SQLITE_ROW;
}

/// As COPY reads and writes it: see "Text Format" of PostgreSQL's COPY.
void append_escaped(std::string& row, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\0':
        throw sql::DatabaseError("a text holds a NUL, which PostgreSQL cannot keep");
      case '\\':
        row += "\\\\";
        break;
      case '\b':
        row += "\\b";
        break;
      case '\f':
        row += "\\f";
        break;
      case '\n':
        row += "\\n";
        break;
      case '\r':
        row += "\\r";
        break;
      case '\t':
        row += "\\t";
        break;
      case '\v':
        row += "\\v";
        break;
      default:
        row += c;
    }
  }
}

std::string_view text_of(sqlite3_stmt* statement, int column) {
  const void* const bytes = sqlite3_column_text(statement, column);
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

void append_row(std::string& row, sqlite3_stmt* statement) {
  for (int column = 0; column < sqlite3_column_count(statement); ++column) {
    if (column > 0) row += '\t';
    switch (sqlite3_column_type(statement, column)) {
      case SQLITE_NULL:
        row += "\\N";
        break;
      case SQLITE_INTEGER:
        row += std::to_string(sqlite3_column_int64(statement, column));
        break;
      default:
        append_escaped(row, text_of(statement, column));
    }
  }
  row += '\n';
}

}  // namespace

void TableSource::Close::operator()(sqlite3* database) const {
  sqlite3_close(database);
}

TableSource::TableSource(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) throw OpenError(fmt::format("there is no database {}", path.string()));
  if (plan_migration(path).from != current_schema_version()) {
    throw OpenError(
        fmt::format("the database {} has another schema than this program's: bring it up to date with "
                    "`teleperson-voice migrate` first",
                    path.string()));
  }
  sqlite3* database = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
  database_.reset(database);
  if (opened != SQLITE_OK) fail(database);
  // Nothing of the file changes, not even by what closing it would write; and nobody else gets in.
  sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  const char* const keep_alone = "pragma query_only = on; pragma locking_mode = exclusive; select 1 from users";
  if (sqlite3_exec(database, keep_alone, nullptr, nullptr, nullptr) == SQLITE_BUSY) {
    throw CopyRefused(fmt::format("another process uses the database {}: stop the gateway first", path.string()));
  }
  ask("select 1 from users");
}

std::vector<std::string> TableSource::columns(const TableLayout& table) {
  const auto statement =
      prepare(database_.get(), fmt::format("select name from pragma_table_info('{}') order by cid", table.name));
  std::vector<std::string> names;
  while (step(database_.get(), statement))
    names.emplace_back(text_of(statement.get(), 0));
  return names;
}

std::int64_t TableSource::ask(const std::string& sql) {
  const auto statement = prepare(database_.get(), sql);
  return step(database_.get(), statement) ? sqlite3_column_int64(statement.get(), 0) : 0;
}

std::int64_t TableSource::read(const TableLayout& table, const std::vector<std::string>& after, std::int64_t limit,
                               const OnRow& on_row) {
  const std::vector<std::string> marks(after.size(), "?");
  const auto where =
      after.empty() ? std::string() : fmt::format("where ({}) > ({})", table.key, fmt::join(marks, ", "));
  const auto statement =
      prepare(database_.get(), fmt::format("select {} from {} {} order by {} limit {}", fmt::join(columns(table), ", "),
                                           table.name, where, table.key, limit));
  for (int i = 0; i < static_cast<int>(after.size()); ++i) {
    const auto& value = after[static_cast<std::size_t>(i)];
    sqlite3_bind_text(statement.get(), i + 1, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
  }
  std::int64_t rows = 0;
  for (std::string row; step(database_.get(), statement); ++rows) {
    row.clear();
    append_row(row, statement.get());
    on_row(row);
  }
  return rows;
}

}  // namespace teleperson::store::sqlite
