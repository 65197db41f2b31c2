#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "sandbox/state/account_state.h"

namespace teleperson::sandbox {

/// Applies `[{"iso_code":"GB","low_risk_numbers_enabled":"true",...}]`; flags are booleans or texts, and what is left
/// out stays. All or nothing. Returns how many countries it named; the error says what is wrong.
/// https://www.twilio.com/docs/voice/api/dialingpermissions-bulkcountryupdate-resource
std::expected<int, std::string> update_dialing_countries(AccountState&, std::string_view json);

}  // namespace teleperson::sandbox
