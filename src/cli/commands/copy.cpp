#include "store/copy.h"

#include "cli/output.h"
#include "cli/progress_line.h"
#include "store/database_url.h"
#include "util/json_writer.h"

namespace teleperson::cli {
namespace {

std::string as_json(const store::CopyReport& report) {
  std::string line;
  util::JsonWriter json(line);
  json.object([&] {
    json.field("complete", report.complete());
    json.field("was_complete", report.was_complete);
    json.array("tables", [&] {
      for (const auto& table : report.tables) {
        json.object([&] {
          json.field("name", table.name);
          json.field("rows", table.rows);
          json.field("target_rows", table.target_rows);
          json.field("same", table.same);
        });
      }
    });
  });
  return line;
}

store::CopyReport run_copy(const std::string& from, const std::string& to) {
  store::CopyProgress progress;
  const ProgressLine line([&progress] {
    const bool verifies = progress.phase == store::CopyProgress::Phase::verifying;
    return fmt::format("{}: {} of {} rows", verifies ? "Verifying" : "Copying", progress.done.load(),
                       progress.total.load());
  });
  return store::copy(from, to, progress);
}

}  // namespace

int copy(const Context& context, const std::string& from, const std::string& to) {
  if (const auto complaint = store::complaint_about_url(from); !complaint.empty()) return refuse("--from", complaint);
  if (!to.empty()) {
    if (const auto complaint = store::complaint_about_url(to); !complaint.empty()) return refuse("--to", complaint);
    if (store::holds_password(to)) {
      return refuse("--to",
                    "may hold no password, as other users of this machine could read it: set DATABASE_URL instead");
    }
  }
  store::CopyReport report;
  try {
    report = run_copy(from, to.empty() ? context.config.database_url : to);
  } catch (const store::CopyRefused& refused) {
    say("Nothing was copied: {}.", refused.what());
    return exit_conflict;
  }
  if (context.json) print_line("{}", as_json(report));
  std::int64_t rows = 0;
  for (const auto& table : report.tables) {
    rows += table.rows;
    if (!table.same) say("{} differs: {} rows, and {} in the target.", table.name, table.rows, table.target_rows);
  }
  if (!report.complete()) {
    say("The copy is not what the source holds now. Drop the target's schema and copy again.");
    return exit_incomplete;
  }
  say("{} {} rows in {} tables; both sides are the same.", report.was_complete ? "There were already" : "Copied", rows,
      report.tables.size());
  return exit_ok;
}

}  // namespace teleperson::cli
