#include "store/sql/session.h"

#include <algorithm>
#include <cctype>

namespace teleperson::store::sql {
namespace {

bool is_name_character(char character) {
  return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

}  // namespace

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

void Session::run_once(const std::string& text) {
  try {
    *connection_ << text;
  } catch (...) {
    rethrow();
  }
}

std::string Session::ask_once(const std::string& text) {
  try {
    std::string answer;
    soci::indicator indicator = soci::i_ok;
    *connection_ << text, soci::into(answer, indicator);
    return answer;
  } catch (...) {
    rethrow();
  }
}

std::vector<std::string_view> Session::prepared_texts() const {
  std::vector<std::string_view> texts;
  for (const auto& [key, entry] : prepared_)
    texts.push_back(entry.text);
  return texts;
}

void Session::rethrow() {
  try {
    throw;
  } catch (const soci::soci_error& error) {
    throw DatabaseError(error.get_error_message());
  }
}

}  // namespace teleperson::store::sql
