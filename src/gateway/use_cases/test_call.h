#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/use_cases/access_token.h"
#include "gateway/use_cases/admin_access.h"
#include "gateway/use_cases/ticket.h"
#include "store/call_store.h"

namespace teleperson::gateway {

/// One thing that happened to a test call at the gateway, or that did not and should have.
struct TestStep {
  std::string_view name;  ///< in the contract, such as `ticket`
  std::optional<util::Timestamp> at{};
  bool passed = true;
  std::string_view reason{};   ///< why it did not pass; of the end, how the call ended
  std::string_view detail{};   ///< which webhook, which TwiML, who answered, which outcome
  std::optional<int> count{};  ///< how often a webhook was refused; a SIP code; a duration in seconds
};

struct StartedTestCall {
  std::vector<TestStep> steps;
  std::optional<IssuedToken> token;
  std::optional<IssuedTicket> ticket;  ///< none: the policy refused, as the last step says
};

/// The first half of a call by the admin, as any user's would be: an access token and a ticket.
util::Task<Answer<StartedTestCall>> start_test_call(const Services&, const Admin&, std::string number_id);

struct TestCallView {
  store::CallView call;
  std::vector<TestStep> steps;  ///< in the order in which they follow from each other
};

/// How an admin's own call is going. `call_not_found` also for another user's.
util::Task<Answer<TestCallView>> view_test_call(const Services&, const Admin&, const calls::CallId&);

util::Task<Answer<store::CallView>> end_test_call(const Services&, const Admin&, const calls::CallId&);

}  // namespace teleperson::gateway
