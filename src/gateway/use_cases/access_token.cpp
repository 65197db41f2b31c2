#include "gateway/use_cases/access_token.h"

#include "twilio/identity.h"

namespace teleperson::gateway {

Answer<IssuedToken> issue_access_token(const Services& services, const Session& session) {
  if (services.lifecycle.is_draining()) return std::unexpected<Refusal>(Trouble::draining);

  const auto now = services.clock.now();
  const policy::Request request{.stage = policy::Stage::token, .server = services.setup.policy_server()};
  const policy::Facts facts{.caller = session.authority.caller,
                            .settings = session.authority.settings,
                            .destination = std::nullopt,
                            .usage = {}};
  const auto decision = policy::decide(request, facts, now);
  const auto* minter = services.setup.minter();
  if (!decision || !minter) {
    const auto reason = decision ? policy::Reason::voice_not_configured : decision.error();
    services.metrics.denied(DenialStage::token, reason);
    return std::unexpected<Refusal>(reason);
  }

  const twilio::Identity identity(session.user);
  const auto ttl = services.config.token_ttl;
  services.metrics.token_minted();
  return IssuedToken{
      .token = minter->mint(identity, now, ttl), .identity = identity.text(), .expires_at = now + ttl, .ttl = ttl};
}

}  // namespace teleperson::gateway
