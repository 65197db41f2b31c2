#include "sandbox/state/api_key.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "util/crypto.h"

namespace teleperson::sandbox {

std::string_view to_string(KeyKind kind) {
  switch (kind) {
    case KeyKind::main:
      return "main";
    case KeyKind::standard:
      return "standard";
    case KeyKind::restricted:
      return "restricted";
  }
  return "standard";
}

std::optional<KeyKind> parse_key_kind(std::string_view name) {
  for (const KeyKind kind : {KeyKind::main, KeyKind::standard, KeyKind::restricted}) {
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

bool allows(const std::vector<std::string>& policy, std::string_view permission) {
  if (permission.empty()) return false;
  return std::ranges::any_of(policy, [permission](std::string_view allowed) {
    if (!allowed.ends_with("/*")) return allowed == permission;
    allowed.remove_suffix(1);
    return permission.starts_with(allowed);
  });
}

util::Secret random_key_secret() {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::array<std::uint8_t, 32> bytes{};
  util::fill_random(bytes);
  std::string secret;
  for (const std::uint8_t byte : bytes)
    secret += alphabet[byte % alphabet.size()];
  return util::Secret(std::move(secret));
}

}  // namespace teleperson::sandbox
