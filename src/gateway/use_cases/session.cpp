#include "gateway/use_cases/session.h"

#include <utility>

#include "calls/ids.h"

namespace teleperson::gateway {

namespace {

std::unexpected<Refusal> deny(const Services& services, policy::Reason reason) {
  services.metrics.denied(DenialStage::authentication, reason);
  return std::unexpected<Refusal>(reason);
}

}  // namespace

util::Task<Answer<Session>> authenticate(const Services& services, std::string_view extension_token) {
  const auto token = calls::ExtensionToken::parse(extension_token);
  if (!token) co_return deny(services, policy::Reason::unauthorized);

  co_return co_await session_of(services, token->hash());
}

util::Task<Answer<Session>> session_of(const Services& services, const store::TokenHash& hash) {
  const auto token_hash = hash;
  auto found = co_await services.store.authority(token_hash);
  if (!found) {
    services.metrics.store_error("authority");
    co_return std::unexpected<Refusal>(Trouble::unavailable);
  }
  if (!*found) co_return deny(services, policy::Reason::unauthorized);
  auto& authority = **found;
  if (authority.caller.disabled) co_return deny(services, policy::Reason::user_disabled);

  services.store.touch_token(token_hash, services.clock.now());
  auto user = services.hasher.user(authority.user_id);
  co_return Session{.token_hash = token_hash, .authority = std::move(authority), .user = std::move(user)};
}

}  // namespace teleperson::gateway
