#include <fmt/format.h>

#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {
namespace {

void judge_error(Report& report, const std::string& error, const std::optional<DatabaseFacts>& database) {
  if (database && database->open_error == error) {
    report.skipped("The database cannot be opened.");
  } else if (database && database->answers) {
    report.warning("The database has a newer schema than this program's, which goes on with it.",
                   "That is for the while in which the nodes are replaced one by one.",
                   "Replace this program, too: " + error);
  } else {
    report.failed("The database's schema is not one that this program can work with.",
                  "The gateway does not start on it.", error);
  }
}

}  // namespace

Findings check_migrations(const Facts& facts) {
  Report report("migrations");
  if (!facts.migrations) {
    report.skipped("The database's schema was not looked at.");
  } else if (!*facts.migrations) {
    judge_error(report, facts.migrations->error(), facts.database);
  } else if (const auto& [found, known] = **facts.migrations; found != known) {
    report.failed(fmt::format("The database has schema {}, and this program needs {}.", found, known),
                  "The gateway works with its own schema only.", "Run: teleperson-voice migrate");
  } else {
    report.ok(fmt::format("The database has this program's schema, {}.", known));
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
