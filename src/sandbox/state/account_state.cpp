#include "sandbox/state/account_state.h"

#include <algorithm>

#include "util/crypto.h"

namespace teleperson::sandbox {
namespace {

template <class List, class Field>
auto* find_by(List& list, Field field, std::string_view wanted) {
  const auto found = std::ranges::find(list, wanted, field);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const ApiKey* AccountState::find_key(std::string_view sid) const {
  return find_by(keys, &ApiKey::sid, sid);
}
ApiKey* AccountState::find_key(std::string_view sid) {
  return find_by(keys, &ApiKey::sid, sid);
}
const Application* AccountState::find_application(std::string_view sid) const {
  return find_by(applications, &Application::sid, sid);
}
Application* AccountState::find_application(std::string_view sid) {
  return find_by(applications, &Application::sid, sid);
}
DialingCountry* AccountState::find_country(std::string_view iso) {
  return find_by(countries, &DialingCountry::iso, iso);
}

bool AccountState::may_show(std::string_view e164) const {
  const auto* own = find_by(numbers, &PhoneNumber::e164, e164);
  return (own != nullptr && own->voice) || find_by(caller_ids, &VerifiedCallerId::e164, e164) != nullptr;
}

AccountState initial_state(const Account& account, const Settings& settings, util::Timestamp now) {
  AccountState state;
  state.created = now;
  state.call_record_delay = settings.call_record_delay;
  state.countries = all_dialing_countries();
  if (account.api_key) {
    state.keys.push_back({.sid = account.api_key->sid.text(),
                          .friendly_name = "Sandbox",
                          .secret = account.api_key->secret,
                          .policy = {},
                          .created = now,
                          .updated = now});
  }
  if (account.application_sid) {
    state.applications.push_back({.sid = account.application_sid->text(),
                                  .friendly_name = "Sandbox",
                                  .voice_url = settings.voice_url,
                                  .voice_fallback_url = settings.voice_fallback_url,
                                  .status_callback = settings.status_callback,
                                  .created = now,
                                  .updated = now});
  }
  for (const std::string& number : settings.caller_ids) {
    state.numbers.push_back({.sid = random_sid("PN"),
                             .e164 = number,
                             .friendly_name = number,
                             .emergency_address_sid = random_sid("AD"),
                             .created = now});
  }
  for (const std::string& number : settings.verified_caller_ids) {
    state.caller_ids.push_back({.sid = random_sid("PN"), .e164 = number, .friendly_name = number, .created = now});
  }
  return state;
}

std::string random_sid(std::string_view prefix) {
  return std::string(prefix) + util::random_hex(16);
}

}  // namespace teleperson::sandbox
