#pragma once

#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

CompanyPage find_companies(Session&, const CompanyQuery&);

}  // namespace teleperson::store::sql
