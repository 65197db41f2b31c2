#pragma once

#include <atomic>

#include "store/company_import.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// Notes in the row what the import will do with it, as things are now.
void plan_row(Session&, ImportRow&, NewCompanies);

void count_row(const ImportRow&, ImportCounts&);

ImportCounts run_import(Session&, ImportPlan&, const Actor&, util::Timestamp now, std::atomic<std::size_t>& done);

}  // namespace teleperson::store::sql
