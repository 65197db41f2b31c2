#pragma once

#include <string_view>
#include <vector>

namespace teleperson::sandbox {

/// Whether the account may dial a country's numbers. The United States and Canada are one, with the code `US`.
/// https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource
struct DialingCountry {
  std::string_view iso;
  std::string_view name;
  std::string_view continent;     ///< such as `NORTH_AMERICA`
  std::string_view country_code;  ///< such as `+1`
  bool low_risk = false;
  bool high_risk_special = false;
  bool high_risk_tollfraud = false;
};

/// All countries, with the permissions of a new account: the United States and Canada only, low risk only.
std::vector<DialingCountry> all_dialing_countries();

}  // namespace teleperson::sandbox
