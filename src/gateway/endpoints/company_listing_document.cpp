#include "gateway/endpoints/company_listing_document.h"

#include "util/json_writer.h"

namespace teleperson::gateway {

namespace {

void write(util::JsonWriter& json, const ListedNumber& number) {
  json.object([&] {
    json.field("id", number.id);
    json.field("label", number.label);
    json.field("display", number.display);
    json.field("region", number.region);
    json.field("verified_at", number.verified_at ? std::optional(util::to_rfc3339(*number.verified_at)) : std::nullopt);
    json.field("callable", !number.refused);
    if (number.refused) json.field("reason", policy::to_string(*number.refused));
  });
}

void write(util::JsonWriter& json, const ListedCompany& company) {
  json.object([&] {
    json.field("id", company.id);
    json.field("name", company.name);
    json.field("domain", company.domain);
    json.field("industry", company.industry);
    json.field("logo_url", company.logo_url);
    json.array("numbers", [&] {
      for (const auto& number : company.numbers)
        write(json, number);
    });
  });
}

}  // namespace

std::string to_json(const CompanyListing& listing) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("companies", [&] {
      for (const auto& company : listing.companies)
        write(json, company);
    });
    if (!listing.next_cursor.empty()) json.field("next_cursor", listing.next_cursor);
  });
  return body;
}

}  // namespace teleperson::gateway
