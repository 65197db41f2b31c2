#pragma once

#include <optional>
#include <string>
#include <vector>

#include "phone/hash.h"
#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

std::optional<DirectoryNumber> read_number(Session&, const std::string& id);

/// In the order in which they were added.
std::vector<DirectoryEntry> read_numbers_of_company(Session&, const std::string& company_id);

Change add_number(Session&, const phone::Hasher&, const phone::E164&, const phone::NumberInfo&,
                  const std::string& company_domain, const std::string& label, const Actor&, util::Timestamp now);
Change verify_number(Session&, const phone::Hasher&, const phone::E164&, std::optional<util::Timestamp> until,
                     const Actor&, util::Timestamp now);
Change unverify_number(Session&, const phone::Hasher&, const phone::E164&, const Actor&, util::Timestamp now);

}  // namespace teleperson::store::sql
