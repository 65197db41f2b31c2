#include "store/sql/session.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

namespace teleperson::store::sql {
namespace {

bool is_name_character(char character) {
  return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

/// Of PostgreSQL's errors, by their class and code (its documentation's appendix A); SQLite's have none.
DatabaseError::Kind kind_of(const soci::soci_error& error) {
  using Kind = DatabaseError::Kind;
  if (const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
    const auto code = known->sqlstate();
    constexpr std::array<std::string_view, 4> conflicts{"40001", "40P01", "55P03", "23505"};
    if (std::ranges::find(conflicts, code) != conflicts.end()) return Kind::conflict;
    if (code == "53100") return Kind::full;
    // Connections that broke, are too many or are being ended; a server that has become a standby.
    constexpr std::array<std::string_view, 6> losses{"08", "53", "57P01", "57P02", "57P03", "25006"};
    const auto begins_code = [&](std::string_view begin) { return code.starts_with(begin); };
    if (std::ranges::any_of(losses, begins_code)) return Kind::lost;
  }
  return error.get_error_category() == soci::soci_error::connection_error ? Kind::lost : Kind::other;
}

/// PostgreSQL adds lines with values, and quotes them in errors about data (class 22).
std::string text_of(const soci::soci_error& error) {
  auto text = error.get_error_message();
  const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  if (known == nullptr) return text;
  text.resize(std::min(text.find('\n'), text.size()));
  if (known->sqlstate().starts_with("22")) text.resize(std::min(text.find('"'), text.size()));
  return text;
}

constexpr const char* connection_failure = "08000";  // what libpq finds by itself has no code

/// Past SOCI, which looks for parameters in a statement, and takes an apostrophe in a comment for the start of a text.
void run_as_it_is(soci::session& connection, const std::string& text) {
  const auto* backend = static_cast<soci::postgresql_session_backend*>(connection.get_backend());
  const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(backend->conn_, text.c_str()), PQclear);
  const auto status = PQresultStatus(answer.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
  const char* const code = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
  throw soci::postgresql_soci_error(fmt::format("Cannot execute query. {}", PQerrorMessage(backend->conn_)),
                                    code != nullptr ? code : connection_failure);
}

}  // namespace

void rethrow_as_database_error() {
  try {
    throw;
  } catch (const soci::soci_error& error) {
    throw DatabaseError(text_of(error), kind_of(error));
  }
}

std::vector<std::string> parameter_names(std::string_view sql) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql[at] == '\'') {
      at = std::min(sql.find('\'', at + 1), sql.size());
    } else if (sql[at] == ':') {
      std::size_t end = at + 1;
      while (end < sql.size() && is_name_character(sql[end]))
        ++end;
      const std::string name(sql.substr(at + 1, end - at - 1));
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      at = end - 1;
    }
  }
  return names;
}

bool Session::is_connected() const {
  const Asking asking(*this);
  return connection_->is_connected();
}

void Session::run_once(const std::string& text) {
  const Asking asking(*this);
  try {
    if (dialect_ == Dialect::postgresql) return run_as_it_is(*connection_, text);
    *connection_ << text;
  } catch (...) {
    rethrow_as_database_error();
  }
}

std::string Session::ask_once(const std::string& text) {
  const Asking asking(*this);
  try {
    std::string answer;
    soci::indicator indicator = soci::i_ok;
    *connection_ << text, soci::into(answer, indicator);
    return answer;
  } catch (...) {
    rethrow_as_database_error();
  }
}

std::vector<std::string_view> Session::prepared_texts() const {
  std::vector<std::string_view> texts;
  for (const auto& [key, entry] : prepared_)
    texts.push_back(entry.text);
  return texts;
}

}  // namespace teleperson::store::sql
