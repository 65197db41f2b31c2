#pragma once

#include "policy/settings.h"
#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

policy::Settings read_settings(Session&);

/// Throws std::invalid_argument if a region or plan holds a comma.
Change save_settings(Session&, const phone::Hasher&, const policy::Settings&, const Actor&, util::Timestamp now);

}  // namespace teleperson::store::sql
