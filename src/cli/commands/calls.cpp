#include "cli/database.h"
#include "cli/output.h"
#include "util/json_writer.h"

namespace teleperson::cli {
namespace {

constexpr int rows_per_read = 1000;

std::string as_json(const store::LogRow& row) {
  std::string line;
  util::JsonWriter json(line);
  json.object([&] {
    json.field("id", row.id);
    json.field("created_at", util::to_rfc3339(row.created_at));
    json.field("user_id_hash", row.user_id_hash);
    json.field("to_number_hash", row.to_number_hash);
    json.field("duration_seconds", row.duration_seconds);
    json.field("outcome", row.outcome);
  });
  return line;
}

}  // namespace

int calls_export(const Context& context, ExportFormat format) {
  Database database(context.config);
  if (format == ExportFormat::csv) print_line("id,created_at,user_id_hash,to_number_hash,duration_seconds,outcome");
  std::int64_t last = 0;
  while (true) {
    const auto rows = database.wait(database->call_log(last, rows_per_read));
    for (const auto& row : rows) {
      if (format == ExportFormat::jsonl) {
        print_line("{}", as_json(row));
      } else {
        print_line("{},{},{},{},{},{}", row.id, util::to_rfc3339(row.created_at), row.user_id_hash, row.to_number_hash,
                   row.duration_seconds, row.outcome);
      }
      last = row.id;
    }
    if (std::ferror(stdout) != 0) {
      say("The output cannot be written. The export is not complete.");
      return exit_failure;
    }
    if (rows.size() < static_cast<std::size_t>(rows_per_read)) return exit_ok;
  }
}

}  // namespace teleperson::cli
