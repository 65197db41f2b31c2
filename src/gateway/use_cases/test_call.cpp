#include "gateway/use_cases/test_call.h"

#include <utility>

#include "gateway/use_cases/test_steps.h"
#include "gateway/use_cases/user_call.h"

namespace teleperson::gateway {
namespace {

/// A refusal by the policy is a step; all else ends the attempt.
template <class T>
std::optional<TestStep> to_step(std::string_view name, const Answer<T>& answer, util::Timestamp now) {
  if (answer) return TestStep{.name = name, .at = now};
  const auto* reason = std::get_if<policy::Reason>(&answer.error());
  if (!reason) return std::nullopt;
  return TestStep{.name = name, .at = now, .passed = false, .reason = policy::to_string(*reason)};
}

}  // namespace

util::Task<Answer<StartedTestCall>> start_test_call(const Services& services, const Admin& admin,
                                                    std::string number_id) {
  const auto session = co_await session_of(services, admin.token);
  if (!session) co_return std::unexpected(session.error());

  StartedTestCall started;
  auto token = issue_access_token(services, *session);
  const auto token_step = to_step("access_token", token, services.clock.now());
  if (!token_step) co_return std::unexpected(token.error());
  started.steps.push_back(*token_step);
  if (!token) co_return started;

  auto ticket = co_await issue_ticket(services, *session, std::move(number_id), TestCall::yes);
  const auto ticket_step = to_step("ticket", ticket, services.clock.now());
  if (!ticket_step) co_return std::unexpected(ticket.error());
  started.steps.push_back(*ticket_step);
  if (!ticket) co_return started;

  started.token = std::move(*token);
  started.ticket = std::move(*ticket);
  co_return started;
}

util::Task<Answer<TestCallView>> view_test_call(const Services& services, const Admin& admin, const calls::CallId& id) {
  const auto trace = co_await services.store.call_trace(id, services.hasher.user(admin.user_id));
  if (!trace) {
    services.metrics.store_error("call_trace");
    co_return std::unexpected<Refusal>(Trouble::unavailable);
  }
  if (!*trace) co_return std::unexpected<Refusal>(Trouble::call_not_found);
  TestCallView view{.call = (*trace)->call, .steps = steps_of(**trace, services.refused_webhooks)};
  co_return view;
}

util::Task<Answer<store::CallView>> end_test_call(const Services& services, const Admin& admin,
                                                  const calls::CallId& id) {
  const auto session = co_await session_of(services, admin.token);
  if (!session) co_return std::unexpected(session.error());
  co_return co_await end_call(services, *session, id);
}

}  // namespace teleperson::gateway
