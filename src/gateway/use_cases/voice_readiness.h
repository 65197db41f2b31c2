#pragma once

#include <string_view>
#include <vector>

#include "gateway/services.h"
#include "policy/settings.h"

namespace teleperson::gateway {

/// One thing that stands in the way of every call.
enum class Obstacle {
  configuration_missing,  ///< a key of the environment; `subject` names it
  account_sid_missing,
  account_sid_differs,  ///< from the one whose secrets this server has
  caller_id_missing,
  no_regions,
  no_plans,
};
std::string_view to_string(Obstacle);

struct Finding {
  Obstacle obstacle;
  std::string_view subject{};
};

/// All that is missing before anybody can call, the server's own configuration first. Empty: calling is on. Says the
/// same as `policy::refuse_setup`, in more words.
std::vector<Finding> voice_readiness(const Services&, const policy::Settings&);

}  // namespace teleperson::gateway
