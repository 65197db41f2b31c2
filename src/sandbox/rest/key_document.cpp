#include "sandbox/rest/key_document.h"

#include <string>
#include <utility>

#include "sandbox/rest/rest_error.h"
#include "sandbox/webhook/parameters.h"

namespace teleperson::sandbox {

ApiKey new_key(util::Timestamp now) {
  return {.sid = random_sid("SK"),
          .friendly_name = "",
          .secret = random_key_secret(),
          .policy = {},
          .created = now,
          .updated = now};
}

void write_key(util::JsonWriter& json, const ApiKey& key, KeyPart part) {
  json.object([&] {
    json.field("sid", key.sid);
    json.field("friendly_name", key.friendly_name);
    json.field("date_created", to_rfc2822(key.created));
    json.field("date_updated", to_rfc2822(key.updated));
    if (part == KeyPart::with_secret) json.field("secret", key.secret.reveal());
    if (part == KeyPart::shown_always || key.kind != KeyKind::restricted) return;
    json.object("policy", [&] {
      json.array("allow", [&] {
        for (const std::string& permission : key.policy)
          json.value(permission);
      });
    });
  });
}

http::Response key_response(const ApiKey& key, KeyPart part, std::uint16_t status) {
  std::string body;
  util::JsonWriter json(body);
  write_key(json, key, part);
  return http::Response::json(std::move(body), status).no_store();
}

http::Response delete_key(AccountState& state, std::string_view sid) {
  if (std::erase_if(state.keys, [sid](const ApiKey& key) { return key.sid == sid; }) == 0) return rest_not_found();
  return http::Response::no_content();
}

std::vector<std::string_view> key_sids(const AccountState& state) {
  std::vector<std::string_view> sids;
  sids.reserve(state.keys.size());
  for (const ApiKey& key : state.keys)
    sids.emplace_back(key.sid);
  return sids;
}

}  // namespace teleperson::sandbox
