#include <fstream>
#include <iterator>
#include <unistd.h>

#include "cli/database.h"
#include "cli/output.h"
#include "gateway/company_csv.h"
#include "phone/number_info.h"

namespace teleperson::cli {
namespace {

constexpr std::size_t max_file_bytes = 256UL * 1024 * 1024;
constexpr std::size_t max_rows_shown = 50;

std::expected<std::string, std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::unexpected("cannot be read");
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return std::unexpected("is not a file that can be read");
  if (text.size() > max_file_bytes) return std::unexpected("is larger than 256 MiB; split it");
  return text;
}

struct NumbersAdded {
  int added = 0;
  std::vector<gateway::BadRow> bad;
};

/// Support numbers go in unverified: somebody has to say that they are right before anybody can call them.
NumbersAdded add_numbers(Database& database, const std::vector<gateway::SupportNumber>& numbers, bool dry_run) {
  const phone::NumberPlan plan;
  NumbersAdded result;
  const bool show_progress = ::isatty(STDERR_FILENO) != 0 && numbers.size() > 1000;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto& entry = numbers[i];
    const auto number = plan.parse(entry.typed, "US");
    const auto info = number ? plan.info(*number) : phone::NumberInfo{};
    if (!info.plausible) {
      result.bad.push_back(
          {entry.line, "has a support phone that is not a telephone number; the company is taken without it"});
    } else if (!dry_run) {
      const auto change =
          database.wait(database->add_number(*number, info, entry.domain, "Support", {}, database.now()));
      if (change == store::Change::made) ++result.added;
    }
    if (show_progress && i % 1000 == 0) fmt::print(stderr, "\r{} of {} numbers", i, numbers.size());
  }
  if (show_progress) fmt::print(stderr, "\r");
  return result;
}

void list_bad_rows(std::string_view path, const std::vector<gateway::BadRow>& rows) {
  for (std::size_t i = 0; i < std::min(rows.size(), max_rows_shown); ++i) {
    say("{}:{}: {}", path, rows[i].line, rows[i].reason);
  }
  if (rows.size() > max_rows_shown) say("... and {} more rows", rows.size() - max_rows_shown);
}

}  // namespace

int company_import(const Context& context, const std::string& path, bool dry_run) {
  const auto text = read_file(path);
  if (!text) return refuse(path, text.error());
  const auto file = gateway::read_companies(*text);
  if (!file) {
    say("{}:{}: {}. Nothing was imported.", path, file.error().line, file.error().message);
    return exit_usage;
  }

  Database database(context.config);
  int imported = static_cast<int>(file->companies.size());
  if (!dry_run && imported > 0)
    imported = database.wait(database->import_companies(file->companies, {}, database.now()));
  const auto numbers = add_numbers(database, file->numbers, dry_run);

  list_bad_rows(path, file->bad_rows);
  list_bad_rows(path, numbers.bad);
  if (context.json) {
    print_line(R"({{"companies":{},"numbers":{},"skipped":{},"dry_run":{}}})", imported, numbers.added,
               file->bad_rows.size(), dry_run);
  }
  say("{} {} companies and {} unverified numbers; skipped {} rows.", dry_run ? "Would import" : "Imported", imported,
      dry_run ? file->numbers.size() - numbers.bad.size() : static_cast<std::size_t>(numbers.added),
      file->bad_rows.size());
  return exit_ok;
}

}  // namespace teleperson::cli
