#pragma once

#include "store/catalogue_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

CataloguePage find_catalogue(Session&, const CatalogueQuery&, util::Timestamp now);
CatalogueCounts count_catalogue(Session&, util::Timestamp now);
std::optional<CatalogueCompany> read_catalogue_company(Session&, const std::string& id);

Added add_company(Session&, const NewCompany&, bool reviewed, const Actor&, util::Timestamp now);
Change edit_company(Session&, const std::string& id, const NewCompany&, std::int64_t seen, const Actor&,
                    util::Timestamp now);
Change review_company(Session&, const std::string& id, bool reviewed, const Actor&, util::Timestamp now);
Change delete_company(Session&, const std::string& id, const Actor&, util::Timestamp now);

Added add_company_number(Session&, const phone::Hasher&, const std::string& company_id, const phone::E164&,
                         const phone::NumberInfo&, const std::string& label, const Actor&, util::Timestamp now);
Change relabel_number(Session&, const std::string& number_id, const std::string& label, const Actor&,
                      util::Timestamp now);
Change remove_number(Session&, const std::string& number_id, const Actor&, util::Timestamp now);
Change verify_number_with_id(Session&, const std::string& number_id, std::optional<util::Timestamp> until, const Actor&,
                             util::Timestamp now);
Change unverify_number_with_id(Session&, const std::string& number_id, const Actor&, util::Timestamp now);

}  // namespace teleperson::store::sql
