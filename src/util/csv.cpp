#include "util/csv.h"

namespace teleperson::util {
namespace {

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  std::expected<std::vector<CsvRow>, CsvError> read() {
    while (at_ < text_.size()) {
      CsvRow row{.line = line_, .fields = {}};
      do {
        if (!read_field(row)) return std::unexpected(error_);
      } while (take(','));
      take('\r');
      if (take('\n')) ++line_;
      const bool empty = row.fields.size() == 1 && row.fields[0].empty();
      if (!empty) rows_.push_back(std::move(row));
    }
    return std::move(rows_);
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool at_field_end() const {
    if (at_ >= text_.size() || text_[at_] == ',' || text_[at_] == '\n') return true;
    return text_[at_] == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] == '\n');
  }

  bool read_field(CsvRow& row) {
    std::string& field = row.fields.emplace_back();
    if (!take('"')) {
      while (!at_field_end())
        field += text_[at_++];
      return true;
    }
    const auto opened = line_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\n') ++line_;
      if (c != '"') {
        field += c;
      } else if (take('"')) {
        field += '"';
      } else if (at_field_end()) {
        return true;
      } else {
        return fail(line_, "there is text after a closing quote");
      }
    }
    return fail(opened, "a quote is opened and never closed");
  }

  bool fail(std::size_t line, const char* message) {
    error_ = CsvError{.line = line, .message = message};
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::vector<CsvRow> rows_;
  CsvError error_;
};

}  // namespace

std::expected<std::vector<CsvRow>, CsvError> parse_csv(std::string_view text) {
  return CsvReader(text).read();
}

std::string csv_field(std::string_view text) {
  std::string field;
  // https://owasp.org/www-community/attacks/CSV_Injection
  if (!text.empty() && std::string_view("=+-@\t\r").contains(text.front())) field += '\'';
  field += text;
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace teleperson::util
