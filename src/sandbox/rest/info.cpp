#include "sandbox/rest/info.h"

#include <fmt/format.h>

#include "util/json_writer.h"

namespace teleperson::sandbox {

std::string describe_sandbox(const Account& account, const AccountState& state, const Settings& settings,
                             const HandsetHub& handsets) {
  std::string body;
  util::JsonWriter json(body);
  const auto scripted = [&](std::string_view number, std::string_view description) {
    json.object([&] {
      json.field("number", number);
      json.field("behaviour", description);
    });
  };
  json.object([&] {
    json.field("account_sid", account.sid.text());
    json.field("twiml_app_sid", state.applications.empty() ? std::nullopt : std::optional(state.applications[0].sid));
    json.array("caller_ids", [&] {
      for (const PhoneNumber& number : state.numbers)
        if (number.voice) json.value(number.e164);
      for (const VerifiedCallerId& caller_id : state.caller_ids)
        json.value(caller_id.e164);
    });
    json.array("scripted", [&] {
      for (const auto& [number, behaviour] : settings.script)
        scripted(number, describe(behaviour).description);
      for (const ScriptedNumber& number : scripted_numbers()) {
        scripted(fmt::format("+1 XXX 555-{}", number.last_digits), number.description);
      }
    });
    json.array("handsets", [&] {
      for (const auto& phone : handsets.phones()) {
        json.object([&] {
          json.field("number", phone->number());
          json.field("state", to_string(phone->state()));
        });
      }
    });
  });
  return body;
}

}  // namespace teleperson::sandbox
