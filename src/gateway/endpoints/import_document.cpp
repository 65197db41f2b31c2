#include "gateway/endpoints/import_document.h"

#include <algorithm>

#include "util/encoding.h"
#include "util/json_writer.h"

namespace teleperson::gateway {
namespace {

template <class Fields>
std::string line(std::string_view phase, Fields fields) {
  std::string text;
  util::JsonWriter json(text);
  json.object([&] {
    json.field("phase", phase);
    fields(json);
  });
  return text + '\n';
}

std::string progress(std::string_view phase, std::size_t done, std::size_t total) {
  return line(phase, [&](auto& json) {
    json.field("done", std::min(done, total));
    json.field("total", total);
  });
}

}  // namespace

std::string reading_line(std::size_t bytes) {
  return progress("reading", bytes, bytes);
}

std::string progress_line(const ImportProgress& now) {
  return progress(to_string(now.phase), now.done, now.total);
}

std::string report_line(const ImportReport& report, bool dry_run) {
  return line("done", [&](auto& json) {
    json.field("dry_run", dry_run);
    json.field("rows", report.rows);
    json.field("added", report.counts.added);
    json.field("updated", report.counts.updated);
    json.field("unchanged", report.counts.unchanged);
    json.field("numbers_added", report.counts.numbers_added);
    json.field("bad_line_count", report.bad_lines.count());
    json.array("bad_lines", [&] {
      for (const auto& bad : report.bad_lines.first()) {
        json.object([&] {
          json.field("line", bad.line);
          if (!bad.column.empty()) json.field("column", bad.column);
          json.field("reason", bad.reason);
          json.field("skipped", bad.is_skipped);
        });
      }
    });
  });
}

std::string failure_line(ImportFailure failure) {
  const bool cancelled = failure == ImportFailure::cancelled;
  return line("failed", [&](auto& json) {
    json.field("reason", cancelled ? "cancelled" : "unavailable");
    json.field("detail", "Nothing was imported. Try again in a moment.");
  });
}

std::expected<ImportOptions, std::string_view> parse_import_options(std::string_view query) {
  const auto fields = util::parse_form(query);
  if (!fields) return std::unexpected("Percent-encode the query correctly.");
  ImportOptions options;
  bool says_dry_run = false;
  for (const auto& [name, value] : *fields) {
    if (name == "dry_run" && !says_dry_run && (value == "true" || value == "false")) {
      options.dry_run = value == "true";
      says_dry_run = true;
    } else if (name == "new" && (value == "reviewed" || value == "pending")) {
      options.new_companies = value == "pending" ? store::NewCompanies::pending : store::NewCompanies::reviewed;
    } else {
      return std::unexpected("The parameters are `dry_run` (true or false) and `new` (reviewed or pending).");
    }
  }
  if (!says_dry_run) return std::unexpected("Say `dry_run=true` for a preview, or `dry_run=false` for the import.");
  return options;
}

}  // namespace teleperson::gateway
