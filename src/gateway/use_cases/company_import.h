#pragma once

#include <atomic>
#include <cstddef>
#include <expected>
#include <string_view>

#include "gateway/company_csv.h"
#include "phone/hash.h"
#include "phone/number_info.h"
#include "store/catalogue_store.h"
#include "util/worker_pool.h"

namespace teleperson::gateway {

struct ImportOptions {
  bool dry_run = false;
  store::NewCompanies new_companies = store::NewCompanies::reviewed;
  store::Actor actor{};
  util::Timestamp now;
};

/// What an import works with; outlives it.
struct ImportServices {
  store::CatalogueStore& store;
  const phone::Hasher& hasher;
  const phone::NumberPlan& number_plan;
  util::WorkerPool& workers;
};

/// How far an import is. Any thread may look.
struct ImportProgress {
  enum class Phase { checking, writing };
  std::atomic<Phase> phase = Phase::checking;
  std::atomic<std::size_t> done = 0;   ///< companies of this phase
  std::atomic<std::size_t> total = 0;  ///< the same
  /// Set it to stop an import that does not write yet.
  std::atomic<bool> cancelled = false;
};
std::string_view to_string(ImportProgress::Phase);

struct ImportReport {
  std::size_t rows = 0;
  store::ImportCounts counts;
  BadLines bad_lines;
};

enum class ImportFailure { unavailable, cancelled };

/// Checks the numbers of a file that was read, finds out what is new, and writes it in one transaction: all or nothing.
/// A dry run ends before that, with the same report. Support numbers go in unverified: somebody has to say that they
/// are right before anybody can call them.
util::Task<std::expected<ImportReport, ImportFailure>> import_companies(ImportServices, CompanyFile, ImportOptions,
                                                                        ImportProgress&);

}  // namespace teleperson::gateway
