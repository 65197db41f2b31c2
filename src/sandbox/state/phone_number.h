#pragma once

#include <string>

#include "util/time.h"

namespace teleperson::sandbox {

/// A number that the account has. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
struct PhoneNumber {
  std::string sid{};  ///< PN and 32 hex digits
  std::string e164{};
  std::string friendly_name{};
  bool voice = true;
  std::string emergency_status = "Active";  ///< `Active`, `Inactive`
  std::string emergency_address_sid{};      ///< empty: none is registered
  util::Timestamp created{};
};

/// A number of somebody else's that the account may show. https://www.twilio.com/docs/voice/api/outgoing-caller-ids
struct VerifiedCallerId {
  std::string sid{};  ///< PN and 32 hex digits
  std::string e164{};
  std::string friendly_name{};
  util::Timestamp created{};
};

}  // namespace teleperson::sandbox
