#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sandbox/state/account_state.h"

namespace teleperson::sandbox {

/// Changes the account as an operator may find one: `POST /sandbox/account` of the test controls.
///
///     {"status":"suspended","type":"Trial","clock_offset_seconds":-120,"call_record_delay_ms":500,
///      "keys":[{"sid","secret","kind":"restricted","policy":[...],"friendly_name"}],
///      "applications":[{"sid","friendly_name","voice_url","voice_fallback_url","status_callback"}],
///      "numbers":[{"phone_number","voice":false,"emergency_status","emergency_address":false}],
///      "caller_ids":["+1..."],
///      "countries":[{"iso_code","low_risk_numbers_enabled",...}]}
///
/// What is left out stays. A list takes the place of the whole list, except that of `countries`, which changes those it
/// names; a `sid` or `secret` that is left out is made up. Nothing, or what is wrong; then nothing has changed.
std::optional<std::string> change_account(AccountState&, std::string_view json, util::Timestamp now);

}  // namespace teleperson::sandbox
