#include "gateway/use_cases/user_call.h"

namespace teleperson::gateway {

namespace {

using ViewResult = store::Result<std::optional<store::CallView>>;

Answer<store::CallView> to_answer(const Services& services, ViewResult found, std::string_view operation) {
  if (!found) {
    services.metrics.store_error(operation);
    return std::unexpected<Refusal>(Trouble::unavailable);
  }
  if (!*found) return std::unexpected<Refusal>(Trouble::call_not_found);
  return std::move(**found);
}

/// Nothing: done, or Twilio does not know the call any more, so that there is nothing left to end.
util::Task<std::optional<Refusal>> hang_up(const Services& services, const calls::CallId& id,
                                           const calls::CallSid& parent) {
  if (!services.hang_up) co_return Refusal(policy::Reason::voice_not_configured);
  const auto ended = co_await services.hang_up->end_call(parent);
  services.metrics.twilio_request("end_call", ended.has_value());
  if (ended) {
    services.log.info("call.ended_by_user", {{"call_id", id.text()}});
    co_return std::nullopt;
  }
  services.log.warn("call.end_failed", {{"call_id", id.text()}, {"error", ended.error().message}});
  if (ended.error().kind == twilio::RestError::Kind::not_found) co_return std::nullopt;
  co_return Refusal(Trouble::twilio_unavailable);
}

}  // namespace

bool is_over(const store::CallView& call) {
  if (call.logged) return true;
  return call.redeemed ? calls::phase(call.state) == calls::Phase::ended : call.refused || call.ticket_void;
}

util::Task<Answer<store::CallView>> view_call(const Services& services, const Session& session,
                                              const calls::CallId& id) {
  auto found = co_await services.store.call(id, session.user);
  co_return to_answer(services, std::move(found), "call");
}

util::Task<Answer<store::CallView>> end_call(const Services& services, const Session& session,
                                             const calls::CallId& id) {
  // Voiding first decides the race with the voice webhook: what it answers is either void for good or live.
  auto found = co_await services.store.void_ticket(id, session.user, services.clock.now());
  auto call = to_answer(services, std::move(found), "void_ticket");
  if (!call || is_over(*call) || !call->parent_call_sid) co_return call;
  const auto refusal = co_await hang_up(services, id, *call->parent_call_sid);
  if (refusal) co_return std::unexpected(*refusal);
  co_return call;
}

}  // namespace teleperson::gateway
