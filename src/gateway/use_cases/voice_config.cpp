#include "gateway/use_cases/voice_config.h"

namespace teleperson::gateway {

namespace {

/// What the dashboard says, else our own endpoint.
std::optional<std::string> token_endpoint(const Setup& setup, const policy::Settings& settings) {
  if (!settings.token_endpoint_url.empty()) return settings.token_endpoint_url;
  if (setup.has_public_url()) return setup.public_url("/v1/voice/token");
  return std::nullopt;
}

}  // namespace

VoiceConfig voice_config(const Services& services, const policy::Settings& settings) {
  return {.refused = policy::refuse_setup(services.setup.policy_server(), settings),
          .token_endpoint_url = token_endpoint(services.setup, settings),
          .allowed_regions = settings.allowed_regions,
          .sandbox_host = services.setup.sandbox_host()};
}

}  // namespace teleperson::gateway
