#include "gateway/company_csv.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

namespace teleperson::gateway {
namespace {

constexpr std::size_t most_bad_lines = 1000;

/// Which column holds what; -1: this format has no such column.
struct Columns {
  int name, domain, aliases, industry, logo_url, description, phone;
  std::size_t count;
};
constexpr Columns catalogue{
    .name = 0, .domain = 1, .aliases = 2, .industry = 3, .logo_url = 4, .description = 5, .phone = -1, .count = 6};
constexpr Columns support_list{
    .name = 0, .domain = 4, .aliases = -1, .industry = 1, .logo_url = -1, .description = -1, .phone = 3, .count = 5};

bool says(const std::string& field, std::string_view word) {
  return std::ranges::equal(trimmed(field), word,
                            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; });
}

bool is_header(const util::CsvRow& row) {
  return says(row.fields[0], "name") &&
         std::ranges::any_of(row.fields, [](const std::string& field) { return says(field, "domain"); });
}

const Columns* columns_of(const util::CsvRow& row) {
  if (row.columns == catalogue.count) return &catalogue;
  if (row.columns == support_list.count) return &support_list;
  return nullptr;
}

std::string explain_columns(const util::CsvRow& row) {
  const auto& line = row.fields[0];
  if (row.columns == 1 && std::ranges::count(line, ';') >= 4) {
    return "the columns are separated by semicolons: save the file with commas";
  }
  if (row.columns == 1 && std::ranges::count(line, '\t') >= 4) {
    return "the columns are separated by tabs: save the file with commas";
  }
  return fmt::format(
      "there {} {} column{}; a company file has 6 (name,domain,aliases,industry,logo_url,description) or 5 "
      "(Name,Industry,Secondary Industry,Support phone,Domain)",
      row.columns == 1 ? "is" : "are", row.columns, row.columns == 1 ? "" : "s");
}

/// Why this cannot be a CSV file that we read, or nothing.
std::string_view refuse_whole(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return "the file is UTF-16: save it as “CSV UTF-8”";
  }
  if (text.starts_with("PK\x03\x04")) return "the file is a spreadsheet, no text: save it as “CSV UTF-8”";
  return {};
}

std::vector<std::string> split_aliases(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of(";|,", begin), text.size());
    found.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return found;
}

class TableReader {
 public:
  /// Nothing: go on. Else: the file cannot be read at all.
  std::optional<util::CsvError> take(util::CsvRow&& row) {
    if (columns_ == nullptr) {
      columns_ = columns_of(row);
      if (columns_ == nullptr) return util::CsvError{.line = row.line, .message = explain_columns(row)};
      if (is_header(row)) return std::nullopt;
    }
    ++file_.rows;
    if (row.columns != columns_->count) {
      say(row, {},
          fmt::format("has {} column{} in place of {}: put a text that holds a comma into quotes", row.columns,
                      row.columns == 1 ? "" : "s", columns_->count));
    } else {
      read(row);
    }
    return std::nullopt;
  }

  CompanyFile finish() { return std::move(file_); }

 private:
  void read(const util::CsvRow& row) {
    CompanyForm form{.name = text(row, columns_->name),
                     .domain = text(row, columns_->domain),
                     .aliases = split_aliases(text(row, columns_->aliases)),
                     .industry = text(row, columns_->industry),
                     .logo_url = text(row, columns_->logo_url),
                     .description = text(row, columns_->description)};
    FileCompany company{.line = row.line, .company = {}, .support_phone = trimmed(text(row, columns_->phone))};
    const auto problems = read_company(form, company.company);
    for (const auto& [field, problem] : problems)
      say(row, field, problem);
    if (!problems.empty()) return;
    const auto [first, is_new] = lines_.try_emplace(company.company.domain, row.line);
    if (!is_new) {
      return say(row, "domain",
                 fmt::format("repeats the one of line {}, which is taken: write each domain once", first->second));
    }
    file_.companies.push_back(std::move(company));
  }

  static std::string text(const util::CsvRow& row, int column) {
    return column < 0 ? std::string() : row.fields[static_cast<std::size_t>(column)];
  }

  void say(const util::CsvRow& row, std::string_view column, std::string reason) {
    file_.bad_lines.add({.line = row.line, .column = column, .reason = std::move(reason)});
  }

  const Columns* columns_ = nullptr;
  CompanyFile file_;
  std::unordered_map<std::string, std::size_t> lines_;  ///< by domain
};

}  // namespace

void BadLines::add(BadLine line) {
  ++count_;
  if (first_.size() < most_bad_lines) first_.push_back(std::move(line));
}

void BadLines::sort() {
  std::ranges::stable_sort(first_, {}, &BadLine::line);
}

std::expected<CompanyFile, util::CsvError> read_companies(std::string_view text) {
  if (const auto why = refuse_whole(text); !why.empty()) {
    return std::unexpected(util::CsvError{.line = 1, .message = std::string(why)});
  }
  TableReader reader;
  const auto failure = util::read_csv(text, [&](util::CsvRow&& row) { return reader.take(std::move(row)); });
  if (failure) return std::unexpected(*failure);
  return reader.finish();
}

}  // namespace teleperson::gateway
