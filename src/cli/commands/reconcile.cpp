#include <fmt/ranges.h>

#include "cli/database.h"
#include "cli/output.h"
#include "gateway/setup.h"
#include "gateway/use_cases/call_records.h"
#include "gateway/use_cases/reconcile_period.h"
#include "util/json_writer.h"

namespace teleperson::cli {
namespace {

using gateway::DifferenceReason;

std::string_view explain(DifferenceReason reason) {
  switch (reason) {
    case DifferenceReason::unsettled:
      return "it is over, but Twilio does not tell yet how it ended: run this again in some minutes";
    case DifferenceReason::not_at_twilio:
      return "Twilio does not list it: is this the right account and region? A new call may take some minutes";
    case DifferenceReason::number_unknown:
      return "Twilio has this call, but does not tell which number was dialled";
    case DifferenceReason::missing:
      return "Twilio has this call, and it has no row: run this without --dry-run";
  }
  return {};
}

std::string as_json(const gateway::PeriodReport& report, const gateway::Period& period) {
  std::string line;
  util::JsonWriter json(line);
  json.object([&] {
    json.field("since", util::to_rfc3339(period.since));
    json.field("complete", report.is_complete());
    json.field("tickets", report.tickets);
    json.field("rows", report.rows);
    json.field("written", report.written);
    json.field("calls", report.calls);
    json.field("running", report.running);
    json.field("refused", report.refused);
    json.array("not_ours", [&] {
      for (const auto& sid : report.not_ours)
        json.value(sid.text());
    });
    json.array("differences", [&] {
      for (const auto& difference : report.differences) {
        json.object([&] {
          json.field("subject", difference.subject);
          json.field("reason", to_string(difference.reason));
        });
      }
    });
  });
  return line;
}

void print(const gateway::PeriodReport& report, const gateway::Period& period) {
  for (const auto& difference : report.differences)
    print_line("{}  {}: {}", difference.subject, to_string(difference.reason), explain(difference.reason));
  for (const auto& sid : report.not_ours)
    print_line("{}  not_ours: no ticket of this installation was redeemed for it", sid.text());
  say("Since {}: {} rows in the audit log, of which {} were written now, and {} calls of ours at Twilio. {} tickets "
      "are "
      "remembered, {} calls go on, {} were not dialled.",
      util::to_rfc3339(period.since), report.rows, report.written, report.calls, report.tickets, report.running,
      report.refused);
  if (!report.not_ours.empty()) {
    say("{} calls at Twilio are not ours: another installation uses the account, or this database has lost them. Only "
        "if it has: --restore",
        report.not_ours.size());
  }
  if (report.is_complete()) {
    say("Complete: every ticket redeemed here has its row, and every row its call.");
  } else {
    say("Not complete: {} differences.", report.differences.size());
  }
}

}  // namespace

int reconcile(const Context& context, const ReconcileOptions& options) {
  const auto missing = gateway::missing_keys(context.config);
  if (!missing.empty()) {
    say("Twilio cannot be asked. Set {}.", fmt::join(missing, ", "));
    return exit_usage;
  }
  const auto now = util::SystemClock().now();
  const auto parsed = options.since.empty() ? now - std::chrono::hours(24) : util::parse_rfc3339(options.since);
  if (!parsed) return refuse("--since", "must be a date, or an RFC 3339 time such as 2026-11-23T09:00:00Z");
  if (*parsed > now) return refuse("--since", "must not be in the future");

  gateway::Period period{.since = *parsed, .now = now, .write = !options.dry_run, .restore = options.restore};
  if (const auto pace = context.config.reconcile_after; pace > std::chrono::seconds::zero()) {
    period.records_after = gateway::patience_for_records * pace;
  }
  Database database(context.config);
  if (const auto purged_before = database.wait(database->purged_before()); period.since < purged_before) {
    say("Calls from before {} were purged: comparing from there on.", util::to_rfc3339(purged_before));
    period.since = purged_before;
  }
  http::Client http;
  const gateway::Setup setup(context.config, http);
  const auto report = database.run(gateway::reconcile_period(*database, *setup.rest(), database.hasher(), period));
  if (!report) {
    say("{}", report.error().sentence);
    return report.error().wrong_configuration ? exit_usage : exit_failure;
  }
  if (context.json) {
    print_line("{}", as_json(*report, period));
  } else {
    print(*report, period);
  }
  return report->is_complete() ? exit_ok : exit_incomplete;
}

}  // namespace teleperson::cli
