#include "policy/settings.h"

#include <algorithm>

namespace teleperson::policy {

bool is_plan_name(std::string_view text) {
  const bool tame = std::ranges::all_of(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
  return !text.empty() && text.size() <= 32 && tame;
}

}  // namespace teleperson::policy
