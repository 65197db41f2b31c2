#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/account.h"
#include "sandbox/settings.h"
#include "sandbox/state/api_key.h"
#include "sandbox/state/application.h"
#include "sandbox/state/dialing_country.h"
#include "sandbox/state/phone_number.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// What the account has now: the REST API and test controls change it, calls obey it. One thread.
struct AccountState {
  std::string status = "active";  ///< `active`, `suspended`, `closed`
  std::string type = "Full";      ///< `Full`, `Trial`
  std::string friendly_name = "Sandbox";
  bool dialing_permissions_inheritance = false;
  std::chrono::seconds clock_offset{0};            ///< of the Date header of REST answers
  std::chrono::milliseconds call_record_delay{0};  ///< see Settings
  util::Timestamp created{};

  std::vector<ApiKey> keys;
  std::vector<Application> applications;
  std::vector<PhoneNumber> numbers;
  std::vector<VerifiedCallerId> caller_ids;
  std::vector<DialingCountry> countries;

  /// Null if there is none.
  const ApiKey* find_key(std::string_view sid) const;
  ApiKey* find_key(std::string_view sid);
  const Application* find_application(std::string_view sid) const;
  Application* find_application(std::string_view sid);
  DialingCountry* find_country(std::string_view iso);

  /// Whether `<Dial callerId>` may show that number: the account has it with voice, or has verified it.
  bool may_show(std::string_view e164) const;
};

/// The account as the operator configured it: its key and its TwiML App, unless it is to be empty; a number for each
/// `--caller-id`; a verified caller ID for each `--verified-caller-id`.
AccountState initial_state(const Account&, const Settings&, util::Timestamp now);

/// `prefix` and 32 random hex digits.
std::string random_sid(std::string_view prefix);

}  // namespace teleperson::sandbox
