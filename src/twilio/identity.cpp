#include "twilio/identity.h"

namespace teleperson::twilio {

std::optional<Identity> Identity::parse_from(std::string_view from) {
  constexpr std::string_view prefix = "client:u_";
  if (!from.starts_with(prefix)) return std::nullopt;
  const auto user = phone::UserIdHash::parse(from.substr(prefix.size()));
  if (!user) return std::nullopt;
  return Identity(*user);
}

}  // namespace teleperson::twilio
