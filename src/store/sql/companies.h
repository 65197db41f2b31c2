#pragma once

#include <vector>

#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

CompanyPage find_companies(Session&, const CompanyQuery&);

int import_companies(Session&, const std::vector<NewCompany>&, const Actor&, util::Timestamp now);

}  // namespace teleperson::store::sql
