#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calls/ids.h"
#include "twilio/sid.h"
#include "util/encoding.h"
#include "util/secret.h"
#include "util/time.h"

namespace teleperson::twilio {

/// What Twilio says about things, as far as it is used here. A text that Twilio leaves out is empty.

/// https://www.twilio.com/docs/iam/api/account
struct AccountRecord {
  std::string status;  ///< active, suspended, closed
  std::string type;    ///< Trial, Full
};

struct KeyRecord {
  ApiKeySid sid;
  std::string friendly_name;
};

/// A key just made: Twilio tells its secret this once.
struct NewKey {
  ApiKeySid sid;
  util::Secret secret;
};

/// https://www.twilio.com/docs/usage/api/applications
struct ApplicationRecord {
  ApplicationSid sid;
  std::string friendly_name;
  std::string voice_url, voice_method, voice_fallback_url, voice_fallback_method, status_callback,
      status_callback_method;
};

/// What an application is made with, or what changes. An empty text empties the field at Twilio.
struct ApplicationFields {
  std::optional<std::string> friendly_name{}, voice_url{}, voice_method{}, voice_fallback_url{},
      voice_fallback_method{}, status_callback{}, status_callback_method{};
};
util::FormFields to_form(const ApplicationFields&);

/// A number that the account has. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
struct IncomingNumber {
  std::string sid;
  std::string e164;
  bool voice_capable = false;
  std::string emergency_status;       ///< Active, Inactive
  std::string emergency_address_sid;  ///< empty: none
  std::string emergency_address_status;
};

/// A number of somebody else's that the account may show. https://www.twilio.com/docs/voice/api/outgoing-caller-ids
struct OutgoingCallerId {
  std::string sid;
  std::string e164;
};

/// One leg. https://www.twilio.com/docs/voice/api/call-resource
struct CallRecord {
  calls::CallSid sid;
  std::optional<calls::CallSid> parent{};
  std::string status{}, direction{}, from{}, to{}, answered_by{};
  std::optional<int> duration_seconds{};  ///< nothing until the leg is over
  std::optional<util::Timestamp> created{}, started{}, ended{};
};

struct CallPage {
  std::vector<CallRecord> calls;
  std::string next;  ///< what to ask for next; empty: this is the last page
};

/// https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource
struct DialingPermission {
  std::string iso;  ///< two letters; `US` stands for US and Canada
  bool low_risk = false;
  bool high_risk_special = false;
  bool high_risk_tollfraud = false;
};

}  // namespace teleperson::twilio
