#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/directory.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

/// A company as its tables hold it.
struct CompanyRecord {
  NewCompany details;
  std::optional<util::Timestamp> reviewed_at;
  util::Timestamp created_at;
  std::int64_t revision = 0;
};

std::optional<CompanyRecord> read_company(Session&, const std::string& id);
std::optional<std::string> find_company_id(Session&, const std::string& domain);

/// A row to be written, with its search words. The domain is in lower case.
struct CompanyText {
  const NewCompany& company;
  const std::string& name_key;
  const std::vector<std::string>& words;
};

/// False: another company has the domain, and nothing was done.
bool insert_company(Session&, const std::string& id, const CompanyText&, bool reviewed, util::Timestamp now);
/// Replaces the details, the aliases and the words; the revision grows by one. The domain has to be free.
void replace_company(Session&, const std::string& id, const CompanyText&);

}  // namespace teleperson::store::sql
