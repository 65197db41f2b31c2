#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "phone/hash.h"
#include "store/admin_store.h"
#include "store/announcements.h"
#include "store/audit_store.h"
#include "store/authority.h"
#include "store/call_history.h"
#include "store/call_store.h"
#include "store/catalogue_store.h"
#include "store/census.h"
#include "store/directory.h"
#include "store/erasure_store.h"
#include "store/migration_extras.h"
#include "store/reconcile_store.h"
#include "store/upkeep_store.h"
#include "util/log.h"

namespace teleperson::store {

/// The database. One object a process, shared by all its coroutines; methods are called on the event loop, which none
/// of them blocks: writes wait for a group commit on the store's own thread.
class Store : public AuthorityReader,
              public CallStore,
              public CallHistory,
              public ReconcileStore,
              public Directory,
              public CatalogueStore,
              public CensusReader,
              public AdminStore,
              public AuditStore,
              public UpkeepStore,
              public ErasureStore,
              public Announcements {
 public:
  virtual ~Store() = default;

  /// Whether the database answers and takes writes; for readiness.
  virtual util::Task<Result<void>> ping() = 0;
};

struct Options {
  std::string url;                  ///< `DATABASE_URL`: `sqlite:PATH` or `postgresql://…`
  phone::Hasher* hasher = nullptr;  ///< outlives the store
  Patience patience;
  const util::Logger* logger = nullptr;  ///< outlives the store; null: failures are not logged
};

/// Opens the database and checks that its schema is the one this program knows. Throws OpenError when it cannot.
std::unique_ptr<Store> open(const Options&);

/// Says in a sentence for the operator what is wrong and what to do.
class OpenError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct MigrationPlan {
  int from = 0;     ///< schema version found; 0: empty database
  int to = 0;       ///< schema version of this program
  std::string sql;  ///< what leads from one to the other, and the extras; empty when there is nothing to do
};
/// Throws OpenError, also when the database is newer than the program, or is none that has extras.
MigrationPlan plan_migration(const std::string& database_url, const MigrationExtras& = {});
/// Runs the plan in one transaction. Safe to repeat, and when two processes try at once.
MigrationPlan migrate(const std::string& database_url, const MigrationExtras& = {});

}  // namespace teleperson::store
