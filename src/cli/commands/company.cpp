#include <algorithm>
#include <fstream>
#include <iterator>

#include "cli/database.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "gateway/use_cases/company_import.h"
#include "phone/number_info.h"

namespace teleperson::cli {
namespace {

constexpr std::size_t max_file_bytes = 256UL * 1024 * 1024;
constexpr std::size_t max_lines_shown = 50;

std::expected<std::string, std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::unexpected("cannot be read");
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return std::unexpected("is not a file that can be read");
  if (text.size() > max_file_bytes) return std::unexpected("is larger than 256 MiB; split it");
  return text;
}

void list_bad_lines(std::string_view path, const gateway::BadLines& lines) {
  const auto& first = lines.first();
  const auto shown = std::min(first.size(), max_lines_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [line, column, reason, is_skipped] = first[i];
    say("{}:{}: {} {}{}", path, line, column.empty() ? "the line" : column, reason,
        is_skipped ? "" : "; the company is taken without it");
  }
  if (lines.count() > shown) say("... and {} more lines", lines.count() - shown);
}

}  // namespace

int company_import(const Context& context, const std::string& path, bool dry_run) {
  const auto text = read_file(path);
  if (!text) return refuse(path, text.error());
  auto file = gateway::read_companies(*text);
  if (!file) {
    say("{}:{}: {}. Nothing was imported.", path, file.error().line, file.error().message);
    return exit_usage;
  }

  Database database(context.config);
  const phone::NumberPlan number_plan;
  util::WorkerPool workers(1);
  const gateway::ImportServices services{
      .store = *database, .hasher = database.hasher(), .number_plan = number_plan, .workers = workers};
  const gateway::ImportOptions options{.dry_run = dry_run, .now = database.now()};
  gateway::ImportProgress progress;
  const auto report = [&] {
    const ProgressLine line([&progress] {
      return fmt::format("{}: {} of {}", gateway::to_string(progress.phase), progress.done.load(),
                         progress.total.load());
    });
    return database.run(gateway::import_companies(services, std::move(*file), options, progress));
  }();
  if (!report) throw store::OpenError(std::string(Database::unavailable));

  list_bad_lines(path, report->bad_lines);
  const auto& counts = report->counts;
  const auto taken = counts.added + counts.updated + counts.unchanged;
  const auto skipped = static_cast<std::int64_t>(report->rows) - taken;
  if (context.json) {
    print_line(R"({{"companies":{},"added":{},"updated":{},"unchanged":{},"numbers":{},"skipped":{},"dry_run":{}}})",
               taken, counts.added, counts.updated, counts.unchanged, counts.numbers_added, skipped, dry_run);
  }
  say("{} {} companies ({} new, {} changed, {} as they were) and {} unverified numbers; skipped {} rows.",
      dry_run ? "Would import" : "Imported", taken, counts.added, counts.updated, counts.unchanged,
      counts.numbers_added, skipped);
  return exit_ok;
}

}  // namespace teleperson::cli
