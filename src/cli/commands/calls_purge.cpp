#include "cli/database.h"
#include "cli/output.h"

namespace teleperson::cli {
namespace {

constexpr int rows_a_step = 10000;

/// Nothing: another process purges.
std::optional<store::PurgeStep> purge_all(Database& database, util::Timestamp before) {
  const store::Purge purge{.before = before, .rows_a_step = rows_a_step};
  store::PurgeStep total{.more = true};
  while (total.more) {
    const auto step = database.wait(database->purge_calls(purge, {}, database.now()));
    if (step.busy) return std::nullopt;
    total.rows += step.rows;
    total.months += step.months;
    total.more = step.more;
  }
  return total;
}

}  // namespace

int calls_purge(const Context& context, const std::string& before_text, bool dry_run) {
  const auto before = util::parse_rfc3339(before_text);
  if (!before) return refuse("--before", "must be a date, or an RFC 3339 time such as 2026-11-23T09:00:00Z");
  Database database(context.config);
  if (*before > database.now() - store::least_retention) {
    return refuse("--before", fmt::format("must be at least {} days ago", store::least_retention.count()));
  }
  store::PurgeStep done;
  if (dry_run) {
    done.rows = database.wait(database->count_calls_before(*before));
  } else if (const auto purged = purge_all(database, *before)) {
    done = *purged;
  } else {
    say("Another process purges the log just now. Try again.");
    return exit_failure;
  }
  if (context.json) {
    print_line(R"({{"before":"{}","rows":{},"months":{},"dry_run":{}}})", util::to_rfc3339(*before), done.rows,
               done.months, dry_run);
  }
  say("{} {} calls from before {}.", dry_run ? "Would delete" : "Deleted", done.rows, util::to_rfc3339(*before));
  return exit_ok;
}

}  // namespace teleperson::cli
