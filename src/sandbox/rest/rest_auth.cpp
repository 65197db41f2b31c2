#include "sandbox/rest/rest_auth.h"

#include <string>

#include <fmt/format.h>

#include "util/crypto.h"
#include "util/encoding.h"

namespace teleperson::sandbox {

std::optional<RestCaller> authenticate(std::string_view authorization, const Account& account,
                                       const AccountState& state) {
  constexpr std::string_view scheme = "Basic ";
  if (!authorization.starts_with(scheme)) return std::nullopt;
  const auto credentials = util::from_base64(authorization.substr(scheme.size()));
  const std::size_t colon = credentials ? credentials->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  const std::string_view user = std::string_view(*credentials).substr(0, colon);
  const std::string_view password = std::string_view(*credentials).substr(colon + 1);

  if (user == account.sid.text()) {
    if (!util::constant_time_equal(password, account.auth_token.reveal())) return std::nullopt;
    return RestCaller{};
  }
  const ApiKey* key = state.find_key(user);
  if (key == nullptr || !util::constant_time_equal(password, key->secret.reveal())) return std::nullopt;
  return RestCaller{key->kind, key};
}

std::optional<http::Response> refuse(const RestCaller& caller, const RestAccess& access) {
  switch (caller.kind) {
    case KeyKind::main:
      return std::nullopt;
    case KeyKind::standard:
      if (!access.main_only) return std::nullopt;
      return rest_error(401, 20003, "Authenticate");
    case KeyKind::restricted:
      if (allows(caller.key->policy, access.permission)) return std::nullopt;
      return rest_error(403, 70051, fmt::format("Authorization failed: the key lacks {}", access.permission));
  }
  return std::nullopt;
}

}  // namespace teleperson::sandbox
