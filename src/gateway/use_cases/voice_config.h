#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gateway/services.h"

namespace teleperson::gateway {

/// What a client needs to know before it connects.
struct VoiceConfig {
  std::optional<policy::Reason> refused;  ///< why calling is off for everybody; none: it is on
  std::optional<std::string> token_endpoint_url;
  std::vector<phone::Region> allowed_regions;
  std::optional<std::string> sandbox_host;
};

VoiceConfig voice_config(const Services&, const policy::Settings&);

}  // namespace teleperson::gateway
