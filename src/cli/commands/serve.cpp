#include "gateway/serve.h"

#include "cli/output.h"
#include "store/database_url.h"
#include "store/store.h"

namespace teleperson::cli {

int serve(const Context& context) {
  // The embedded database belongs to this process alone, so nobody else has to bring it up to date. A database that
  // several nodes share is migrated by the operator, at a time of his choice and with rights that nodes do not have.
  if (store::is_embedded(context.config.database_url)) store::migrate(context.config.database_url);
  return gateway::serve(context.config);
}

int migrate(const Context& context, bool plan_only) {
  const auto plan =
      plan_only ? store::plan_migration(context.config.database_url) : store::migrate(context.config.database_url);
  if (plan.from == plan.to) {
    say("The database has schema {}, which is this program's. Nothing to do.", plan.to);
  } else if (plan_only) {
    print_line("{}", plan.sql);
    say("This leads from schema {} to {}. Nothing was changed.", plan.from, plan.to);
  } else {
    say("Brought the database from schema {} to {}.", plan.from, plan.to);
  }
  return exit_ok;
}

}  // namespace teleperson::cli
