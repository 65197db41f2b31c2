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

struct NumberText {
  const std::string& company_id;
  const phone::E164& number;
  const phone::NumberInfo& info;
  const phone::NumberHash& hash;
  const std::string& label;
};
/// The id of a new number, not verified; nothing: the company has it already.
std::optional<std::string> insert_number(Session&, const NumberText&, util::Timestamp now);
void mark_verified(Session&, const std::string& id, std::optional<util::Timestamp> until, const Actor&,
                   util::Timestamp now);
void mark_unverified(Session&, const std::string& id);

Change add_number(Session&, const phone::Hasher&, const phone::E164&, const phone::NumberInfo&,
                  const std::string& company_domain, const std::string& label, const Actor&, util::Timestamp now);
Change verify_number(Session&, const phone::Hasher&, const phone::E164&, std::optional<util::Timestamp> until,
                     const Actor&, util::Timestamp now);
Change unverify_number(Session&, const phone::Hasher&, const phone::E164&, const Actor&, util::Timestamp now);

}  // namespace teleperson::store::sql
