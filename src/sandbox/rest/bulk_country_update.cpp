#include "sandbox/rest/bulk_country_update.h"

#include <optional>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "sandbox/frame.h"

namespace teleperson::sandbox {
namespace {

/// False if the field is there and no flag.
bool take_permission(const boost::json::object& update, std::string_view name, bool& permission) {
  const auto* value = update.if_contains(name);
  if (value == nullptr) return true;
  if (const bool* flag = value->if_bool()) {
    permission = *flag;
    return true;
  }
  const auto* text = value->if_string();
  if (text == nullptr || (*text != "true" && *text != "false")) return false;
  permission = *text == "true";
  return true;
}

}  // namespace

std::expected<int, std::string> update_dialing_countries(AccountState& state, std::string_view text) {
  boost::system::error_code error;
  const auto document = boost::json::parse(boost::json::string_view(text.data(), text.size()), error);
  const auto* updates = error ? nullptr : document.if_array();
  if (updates == nullptr || updates->empty()) return std::unexpected("UpdateRequest must be a JSON array of objects");

  AccountState changed;
  changed.countries = state.countries;
  for (const auto& item : *updates) {
    const auto* update = item.if_object();
    DialingCountry* country = update == nullptr ? nullptr : changed.find_country(text_of(*update, "iso_code"));
    if (country == nullptr) return std::unexpected("Each update needs the iso_code of a country");
    const bool understood =
        take_permission(*update, "low_risk_numbers_enabled", country->low_risk) &&
        take_permission(*update, "high_risk_special_numbers_enabled", country->high_risk_special) &&
        take_permission(*update, "high_risk_tollfraud_numbers_enabled", country->high_risk_tollfraud);
    if (!understood) return std::unexpected("A permission must be true or false");
  }
  state.countries = std::move(changed.countries);
  return static_cast<int>(updates->size());
}

}  // namespace teleperson::sandbox
