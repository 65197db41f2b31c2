#include "util/csv.h"

namespace teleperson::util {
namespace {

constexpr std::size_t most_fields = 64;

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  bool at_end() const { return at_ >= text_.size(); }

  std::expected<CsvRow, CsvError> next_row() {
    CsvRow row{.line = line_};
    do {
      if (!read_field(row)) return std::unexpected(error_);
    } while (take(','));
    take('\r');
    if (take('\n')) ++line_;
    return row;
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
    ++row.columns;
    surplus_.clear();
    std::string& field = row.fields.size() < most_fields ? row.fields.emplace_back() : surplus_;
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
        return fail(line_, "there is text after a closing quotation mark: write two where one is meant");
      }
    }
    return fail(opened, "a quotation mark opens a text and never closes it: add the second one, or remove it");
  }

  bool fail(std::size_t line, const char* message) {
    error_ = CsvError{.line = line, .message = message};
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::string surplus_;
  CsvError error_;
};

}  // namespace

std::optional<CsvError> read_csv(std::string_view text,
                                 const std::function<std::optional<CsvError>(CsvRow&&)>& on_row) {
  CsvReader reader(text);
  while (!reader.at_end()) {
    auto row = reader.next_row();
    if (!row) return row.error();
    const bool is_empty = row->columns == 1 && row->fields[0].empty();
    if (is_empty) continue;
    if (auto failure = on_row(std::move(*row))) return failure;
  }
  return std::nullopt;
}

std::expected<std::vector<CsvRow>, CsvError> parse_csv(std::string_view text) {
  std::vector<CsvRow> rows;
  const auto failure = read_csv(text, [&](CsvRow&& row) {
    rows.push_back(std::move(row));
    return std::optional<CsvError>();
  });
  if (failure) return std::unexpected(*failure);
  return rows;
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
