#include "gateway/use_cases/ticket.h"

#include <utility>

namespace teleperson::gateway {

util::Task<Answer<IssuedTicket>> issue_ticket(const Services& services, const Session& session, std::string number_id,
                                              TestCall test) {
  if (services.lifecycle.is_draining()) co_return std::unexpected<Refusal>(Trouble::draining);

  const auto now = services.clock.now();
  const IssuedTicket issued{.call_id = calls::CallId::random(),
                            .ticket = calls::Ticket::random(),
                            .expires_at = now + services.config.ticket_ttl};
  store::TicketRequest request{.call_id = issued.call_id,
                               .ticket_hash = issued.ticket.hash(),
                               .token_hash = session.token_hash,
                               .user = session.user,
                               .number_id = std::move(number_id),
                               .now = now,
                               .expires_at = issued.expires_at};
  if (test == TestCall::yes) request.test_by = session.authority.user_id;
  const policy::Request question{.stage = policy::Stage::ticket, .server = services.setup.policy_server()};
  store::Decide decide = [question, now](const policy::Facts& facts) { return policy::decide(question, facts, now); };

  const auto decision = co_await services.store.create_ticket(request, std::move(decide));
  if (!decision) {
    services.metrics.store_error("create_ticket");
    co_return std::unexpected<Refusal>(Trouble::unavailable);
  }
  if (!*decision) {
    const auto reason = decision->error();
    services.metrics.denied(DenialStage::ticket, reason);
    services.log.info("ticket.denied", {{"reason", policy::to_string(reason)}});
    co_return std::unexpected<Refusal>(reason);
  }
  services.metrics.ticket_created();
  services.log.info("ticket.issued", {{"call_id", issued.call_id.text()}});
  co_return issued;
}

}  // namespace teleperson::gateway
