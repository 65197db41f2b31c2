#include "sandbox/call/call.h"

#include <utility>

namespace teleperson::sandbox {
namespace {

CallLeg parent_leg(const CallRequest& request, const std::string& identity, const OutgoingGrant& grant,
                   util::Timestamp now) {
  CallLeg leg;
  leg.application_sid = grant.application_sid;
  leg.from = "client:" + identity;
  if (const std::string* to = util::find_field(request.parameters, "To")) leg.to = *to;
  leg.status = LegStatus::ringing;
  leg.created = now;
  return leg;
}

}  // namespace

Call::Call(const boost::asio::any_io_executor& executor, CallRequest call_request, const AccessToken& token,
           const OutgoingGrant& grant, std::shared_ptr<Connection> connection, util::Timestamp now)
    : identity(token.identity),
      request(std::move(call_request)),
      grant_parameters(grant.parameters),
      parent(parent_leg(request, identity, grant, now)),
      caller(request.temporary_id, parent.sid, std::move(connection)),
      events(executor),
      until_given_up_(executor) {}

void Call::hang_up_by_caller() {
  caller.detach();
  events.post(CallerHungUp{});
}

void Call::connection_lost(std::chrono::seconds keep_for) {
  caller.detach();
  if (!caller.is_answered()) {
    events.post(CallerHungUp{});
    return;
  }
  until_given_up_.expires_after(keep_for);
  until_given_up_.async_wait([weak = weak_from_this()](boost::system::error_code cancelled) {
    if (const auto call = weak.lock(); call && !cancelled) call->events.post(CallerHungUp{});
  });
}

void Call::reconnect(std::shared_ptr<Connection> connection) {
  until_given_up_.cancel();
  caller.attach(std::move(connection));
}

const CallLeg* Call::find_leg(std::string_view call_sid) const {
  if (parent.sid == call_sid) return &parent;
  for (const auto& child : children) {
    if (child->sid == call_sid) return child.get();
  }
  return nullptr;
}

}  // namespace teleperson::sandbox
