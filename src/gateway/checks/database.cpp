#include "gateway/checks/checks.h"

namespace teleperson::gateway::checks {

Findings check_database(const Facts& facts) {
  Report report("database");
  const std::string why = "Every token, ticket and webhook is decided by what the database holds.";
  if (!facts.database) {
    report.skipped("The database was not asked.");
  } else if (!facts.database->open_error.empty()) {
    report.failed("The database cannot be opened.", why, facts.database->open_error);
  } else if (!facts.database->answers) {
    report.failed("The database does not take writes.", why,
                  facts.database->embedded
                      ? "Look for a full disk, for missing rights on its folder, and for another program that holds it."
                      : "Look into the server's log: for a full disk, a standby that only reads, missing rights "
                        "(teleperson-voice migrate --grant-to ROLE), too many connections, a lost network. A database "
                        "that has outgrown this program wants a newer one.");
  } else {
    report.ok("The database answers and takes writes.");
  }
  return std::move(report).take();
}

}  // namespace teleperson::gateway::checks
