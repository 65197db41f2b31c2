#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace teleperson::util {

struct CsvRow {
  std::size_t line = 0;  ///< of its first character, from 1
  std::vector<std::string> fields{};
  std::size_t columns = 0;  ///< of these the first 64 are in `fields`
};

struct CsvError {
  std::size_t line = 0;
  std::string message;
};

/// Reads RFC 4180 text: quoted fields may hold commas, doubled quotes and line breaks. Takes LF and CRLF, skips a byte
/// order mark and empty lines. An error is something after which no later row could be trusted: a quote that never
/// closes, or text after a closing quote. `on_row` may stop it with an error of its own.
std::optional<CsvError> read_csv(std::string_view text, const std::function<std::optional<CsvError>(CsvRow&&)>& on_row);

/// The same, all at once.
std::expected<std::vector<CsvRow>, CsvError> parse_csv(std::string_view text);

/// A field as it must stand in a CSV file. Text that a spreadsheet would run as a formula gets a leading apostrophe.
std::string csv_field(std::string_view text);

}  // namespace teleperson::util
