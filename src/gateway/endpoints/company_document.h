#pragma once

#include <expected>
#include <string_view>

#include "gateway/company_form.h"
#include "gateway/endpoints/json_fields.h"
#include "phone/number_info.h"
#include "store/catalogue_store.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

/// A company as admins see it, as an object.
void write_company(util::JsonWriter&, const phone::NumberPlan&, const store::CatalogueCompany&);

/// Takes the details; `complaint()` has still to be asked.
CompanyForm take_company(JsonFields&);

/// The query of `GET /v1/admin/companies`, or what to send instead.
std::expected<store::CatalogueQuery, std::string_view> parse_catalogue_query(std::string_view query);

}  // namespace teleperson::gateway
