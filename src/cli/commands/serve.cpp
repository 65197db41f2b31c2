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

int migrate(const Context& context, const MigrateOptions& options) {
  const auto& url = context.config.database_url;
  const auto plan =
      options.plan_only ? store::plan_migration(url, options.extras) : store::migrate(url, options.extras);
  if (options.plan_only && !plan.sql.empty()) print_own_text(plan.sql);
  if (plan.from == plan.to) {
    say("The database has schema {}, which is this program's.{}", plan.to, plan.sql.empty() ? " Nothing to do." : "");
  } else if (options.plan_only) {
    say("This leads from schema {} to {}.", plan.from, plan.to);
  } else {
    say("Brought the database from schema {} to {}.", plan.from, plan.to);
  }
  if (options.plan_only) {
    say("Nothing was changed.");
    return exit_ok;
  }
  if (options.extras.unmap) say("The tables of the schema are no longer kept the same as the host product's.");
  if (options.extras.map_onto) say("The tables are kept the same as those of the schema {}.", *options.extras.map_onto);
  if (options.extras.grant_to) say("The role {} may do what a gateway does.", *options.extras.grant_to);
  return exit_ok;
}

}  // namespace teleperson::cli
