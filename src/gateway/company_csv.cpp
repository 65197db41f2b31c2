#include "gateway/company_csv.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "util/encoding.h"

namespace teleperson::gateway {
namespace {

constexpr std::size_t max_text_bytes = 500;

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

/// Which column holds what; -1: this format has no such column.
struct Columns {
  int name, domain, aliases, industry, logo_url, description, phone;
  std::size_t count;
};
constexpr Columns catalogue{
    .name = 0, .domain = 1, .aliases = 2, .industry = 3, .logo_url = 4, .description = 5, .phone = -1, .count = 6};
constexpr Columns support_list{
    .name = 0, .domain = 4, .aliases = -1, .industry = 1, .logo_url = -1, .description = -1, .phone = 3, .count = 5};

bool is_header(const util::CsvRow& row) {
  return std::ranges::any_of(row.fields, [](const std::string& field) { return lower(trimmed(field)) == "domain"; }) &&
         lower(trimmed(row.fields[0])) == "name";
}

class Reader {
 public:
  Reader(const Columns& columns, CompanyFile& file) : columns_(columns), file_(file) {}

  void take(const util::CsvRow& row) {
    if (const auto reason = read(row); !reason.empty()) file_.bad_rows.push_back({row.line, reason});
  }

 private:
  /// Why the row is bad, or nothing.
  std::string read(const util::CsvRow& row) {
    if (row.fields.size() != columns_.count) {
      return fmt::format("has {} columns, {} are expected", row.fields.size(), columns_.count);
    }
    for (const auto& field : row.fields) {
      if (!util::is_utf8(field)) return "is not UTF-8";
      if (field.size() > max_text_bytes) return fmt::format("has a field of over {} bytes", max_text_bytes);
      const auto is_control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
      };
      if (std::ranges::any_of(field, is_control)) return "has a control character";
    }
    store::NewCompany company;
    company.name = trimmed(row.fields[0]);
    if (company.name.empty()) return "has no name";
    const auto domain = parse_domain(text(row, columns_.domain));
    if (!domain) return "has no domain, or one that is not a domain name";
    company.domain = *domain;
    if (seen_.contains(*domain)) return "repeats a domain of an earlier row";
    for (const auto& alias : aliases(text(row, columns_.aliases))) {
      const auto parsed = parse_domain(alias);
      if (!parsed) return "has an alias that is not a domain name";
      if (*parsed != *domain) company.aliases.push_back(*parsed);
    }
    company.industry = optional_text(row, columns_.industry);
    company.description = optional_text(row, columns_.description);
    company.logo_url = optional_text(row, columns_.logo_url);
    if (company.logo_url && !company.logo_url->starts_with("https://")) return "has a logo URL that is not https";
    if (const auto number = text(row, columns_.phone); !number.empty()) {
      file_.numbers.push_back({row.line, *domain, number});
    }
    seen_.insert(*domain);
    file_.companies.push_back(std::move(company));
    return {};
  }

  static std::string text(const util::CsvRow& row, int column) {
    return column < 0 ? std::string() : trimmed(row.fields[static_cast<std::size_t>(column)]);
  }

  static std::optional<std::string> optional_text(const util::CsvRow& row, int column) {
    auto found = text(row, column);
    return found.empty() ? std::nullopt : std::optional(std::move(found));
  }

  static std::vector<std::string> aliases(const std::string& text) {
    std::vector<std::string> found;
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = std::min(text.find_first_of(";|,", begin), text.size());
      if (auto alias = trimmed(std::string_view(text).substr(begin, end - begin)); !alias.empty()) {
        found.push_back(std::move(alias));
      }
      begin = end + 1;
    }
    return found;
  }

  const Columns& columns_;
  CompanyFile& file_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

std::expected<CompanyFile, util::CsvError> read_companies(std::string_view text) {
  const auto rows = util::parse_csv(text);
  if (!rows) return std::unexpected(rows.error());
  CompanyFile file;
  if (rows->empty()) return file;
  const auto& first = rows->front();
  const Columns* columns = first.fields.size() == catalogue.count      ? &catalogue
                           : first.fields.size() == support_list.count ? &support_list
                                                                       : nullptr;
  if (columns == nullptr) {
    return std::unexpected(util::CsvError{
        .line = first.line,
        .message = fmt::format("there are {} columns; a company file has 6 (name,domain,aliases,industry,logo_url,"
                               "description) or 5 (Name,Industry,Secondary Industry,Support phone,Domain)",
                               first.fields.size())});
  }
  Reader reader(*columns, file);
  for (std::size_t i = is_header(first) ? 1 : 0; i < rows->size(); ++i)
    reader.take((*rows)[i]);
  return file;
}

std::optional<std::string> parse_domain(std::string_view text) {
  std::string domain = lower(trimmed(text));
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (domain.starts_with(scheme)) domain.erase(0, scheme.size());
  }
  domain.resize(std::min(domain.find_first_of("/?#"), domain.size()));
  if (domain.starts_with("www.")) domain.erase(0, 4);
  if (domain.ends_with('.')) domain.pop_back();
  // Host name syntax of RFC 1123, with at least two labels; international names come in their xn-- form.
  if (domain.size() > 253 || !domain.contains('.')) return std::nullopt;
  std::size_t label = 0;
  for (std::size_t i = 0; i <= domain.size(); ++i) {
    if (i == domain.size() || domain[i] == '.') {
      if (i == label || i - label > 63 || domain[label] == '-' || domain[i - 1] == '-') return std::nullopt;
      label = i + 1;
    } else if (!((domain[i] >= 'a' && domain[i] <= 'z') || (domain[i] >= '0' && domain[i] <= '9') ||
                 domain[i] == '-')) {
      return std::nullopt;
    }
  }
  return domain;
}

}  // namespace teleperson::gateway
