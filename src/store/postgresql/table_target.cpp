#include "store/postgresql/table_target.h"

#include <algorithm>
#include <libpq-fe.h>

#include <fmt/format.h>

#include "store/sql/database_error.h"

namespace teleperson::store::postgresql {

void TableTarget::Finish::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

void TableTarget::Clear::operator()(pg_result* answer) const {
  PQclear(answer);
}

TableTarget::TableTarget(const DatabaseUrl& url) : url_(url), connection_(PQconnectdb(url.connection.c_str())) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) fail({});
}

/// Of the server's text only the first line, and of errors about data (class 22) only what comes before the value.
void TableTarget::fail(const Answer& answer) const {
  const char* const primary = answer ? PQresultErrorField(answer.get(), PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  std::string text = primary != nullptr ? primary : PQerrorMessage(connection_.get());
  text.resize(std::min(text.find('\n'), text.size()));
  const char* const code = answer ? PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE) : nullptr;
  if (code != nullptr && std::string_view(code).starts_with("22")) text.resize(std::min(text.find('"'), text.size()));
  throw sql::DatabaseError(text);
}

TableTarget::Answer TableTarget::execute(const std::string& sql) {
  Answer answer(PQexec(connection_.get(), sql.c_str()));
  switch (PQresultStatus(answer.get())) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
      return answer;
    default:
      fail(answer);
  }
}

// The settings are the transaction's, as PgBouncer may lend each one another connection.
void TableTarget::transact(const std::function<void()>& work) {
  run(
      fmt::format("begin; set local search_path to {}; set local client_encoding to 'UTF8'; "
                  "set local statement_timeout to 0; set local lock_timeout to '10s'",
                  url_.schema));
  try {
    work();
    run("commit");
  } catch (...) {
    Answer(PQexec(connection_.get(), "rollback"));
    throw;
  }
}

void TableTarget::run(const std::string& sql) {
  execute(sql);
}

std::vector<std::string> TableTarget::ask(const std::string& sql) {
  const auto answer = execute(sql);
  std::vector<std::string> row;
  if (PQntuples(answer.get()) == 0) return row;
  for (int column = 0; column < PQnfields(answer.get()); ++column)
    row.emplace_back(PQgetvalue(answer.get(), 0, column));
  return row;
}

void TableTarget::write_rows(const std::string& table_and_columns, const std::function<void(const OnRow&)>& write) {
  execute(fmt::format("copy {} from stdin", table_and_columns));
  const OnRow put = [this](std::string_view row) {
    if (PQputCopyData(connection_.get(), row.data(), static_cast<int>(row.size())) != 1) fail({});
  };
  try {
    write(put);
  } catch (...) {
    PQputCopyEnd(connection_.get(), "broken off");
    while (const Answer answer{PQgetResult(connection_.get())}) {
    }
    throw;
  }
  if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail({});
  expect_done();
}

void TableTarget::read_rows(const std::string& query, const OnRow& on_row) {
  execute(fmt::format("copy ({}) to stdout", query));
  char* row = nullptr;
  for (int size = 0; (size = PQgetCopyData(connection_.get(), &row, 0)) > 0; PQfreemem(row))
    on_row({row, static_cast<std::size_t>(size)});
  expect_done();
}

void TableTarget::expect_done() {
  Answer failure;
  while (Answer answer{PQgetResult(connection_.get())}) {
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) failure = std::move(answer);
  }
  if (failure) fail(failure);
}

}  // namespace teleperson::store::postgresql
