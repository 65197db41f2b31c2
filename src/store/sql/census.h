#pragma once

#include "store/census.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

Census take_census(Session&, const std::optional<phone::E164>& caller_id, util::Timestamp now);

CompanyPage find_last_verified(Session&);

}  // namespace teleperson::store::sql
