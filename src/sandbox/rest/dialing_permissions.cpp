#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sandbox/rest/bulk_country_update.h"
#include "sandbox/rest/fields.h"
#include "sandbox/rest/page.h"
#include "sandbox/rest/resources.h"

namespace teleperson::sandbox {
namespace {

constexpr std::string_view countries_path = "/v1/DialingPermissions/Countries";

void write_country(util::JsonWriter& json, const DialingCountry& country, const RestRequest& request) {
  const std::string url = fmt::format("{}{}/{}", request.base_url, countries_path, country.iso);
  json.object([&] {
    json.field("iso_code", country.iso);
    json.field("name", country.name);
    json.field("continent", country.continent);
    json.array("country_codes", [&] { json.value(country.country_code); });
    json.field("low_risk_numbers_enabled", country.low_risk);
    json.field("high_risk_special_numbers_enabled", country.high_risk_special);
    json.field("high_risk_tollfraud_numbers_enabled", country.high_risk_tollfraud);
    json.field("url", url);
    json.object("links", [&] { json.field("highrisk_special_prefixes", url + "/HighRiskSpecialPrefixes"); });
  });
}

bool is_wanted(const DialingCountry& country, const RestRequest& request) {
  const auto differs = [&](std::string_view field, std::string_view value) {
    const std::string* wanted = util::find_field(request.query, field);
    return wanted != nullptr && !http::equal_ignoring_case(*wanted, value);
  };
  const auto text = [](bool flag) { return flag ? "true" : "false"; };
  return !differs("IsoCode", country.iso) && !differs("Continent", country.continent) &&
         !differs("CountryCode", country.country_code) && !differs("LowRiskNumbersEnabled", text(country.low_risk)) &&
         !differs("HighRiskSpecialNumbersEnabled", text(country.high_risk_special)) &&
         !differs("HighRiskTollfraudNumbersEnabled", text(country.high_risk_tollfraud));
}

http::Response list_countries(const Services& services, const RestRequest& request) {
  std::vector<const DialingCountry*> found;
  std::vector<std::string_view> codes;
  for (const DialingCountry& country : services.state.countries) {
    if (!is_wanted(country, request)) continue;
    found.push_back(&country);
    codes.push_back(country.iso);
  }
  return v1_list(request, "content", codes,
                 [&](util::JsonWriter& json, std::size_t index) { write_country(json, *found[index], request); });
}

http::Response update_countries(Services& services, const RestRequest& request) {
  const std::string* text = util::find_field(request.form, "UpdateRequest");
  if (text == nullptr) return rest_error(400, 20001, "UpdateRequest is required");
  const auto count = update_dialing_countries(services.state, *text);
  if (!count) return rest_error(400, 20001, count.error());
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("update_count", *count);
    json.field("update_request", "accepted");
  });
  return http::Response::json(std::move(body), 201);
}

}  // namespace

void add_dialing_permissions(RestRoutes& routes, Services& services) {
  routes.add(http::Method::get, std::string(countries_path), {},
             [&services](const RestRequest& request) { return list_countries(services, request); });
  routes.add(http::Method::get, std::string(countries_path) + "/{iso}", {}, [&services](const RestRequest& request) {
    const DialingCountry* country = services.state.find_country(request.sid);
    if (country == nullptr) return rest_not_found();
    std::string body;
    util::JsonWriter json(body);
    write_country(json, *country, request);
    return http::Response::json(std::move(body));
  });
  routes.add(http::Method::post, "/v1/DialingPermissions/BulkCountryUpdates", {},
             [&services](const RestRequest& request) { return update_countries(services, request); });
}

}  // namespace teleperson::sandbox
