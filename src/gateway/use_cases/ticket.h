#pragma once

#include <string>

#include "calls/ids.h"
#include "gateway/use_cases/session.h"

namespace teleperson::gateway {

struct IssuedTicket {
  calls::CallId call_id;
  calls::Ticket ticket;
  util::Timestamp expires_at;
};

/// The right to dial one number of the directory, once, soon. The policy is asked with facts of the same transaction
/// that stores the ticket. `TestCall::yes`: by an admin from the dashboard, which the audit log tells.
enum class TestCall { no, yes };
util::Task<Answer<IssuedTicket>> issue_ticket(const Services&, const Session&, std::string number_id,
                                              TestCall = TestCall::no);

}  // namespace teleperson::gateway
