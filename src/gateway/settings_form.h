#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phone/number_info.h"
#include "policy/settings.h"

namespace teleperson::gateway {

/// New values as a person gave them. A field that is not set stays as it is; an empty text or list clears it.
struct SettingsForm {
  std::optional<std::string> account_sid{}, token_endpoint_url{}, caller_id{};
  std::optional<std::vector<std::string>> allowed_regions{}, voip_plans{};
  std::optional<bool> voicemail_detection{};
  std::optional<std::int64_t> tickets_per_minute{}, calls_per_day{}, call_length_seconds{};
};

struct FieldProblem {
  std::string_view field;  ///< the member's name in SettingsForm
  std::string problem;     ///< the rest of a sentence that starts with the field: `must be from 1 to 1000`
};

/// Applies the form. If anything is wrong, all of it is said and `settings` must not be used.
std::vector<FieldProblem> apply(const SettingsForm&, policy::Settings& settings, const phone::NumberPlan&);

}  // namespace teleperson::gateway
