#pragma once

#include "phone/hash.h"
#include "store/call_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

policy::Decision create_ticket(Session&, const phone::Hasher&, const TicketRequest&, const Decide&);

RedemptionResult redeem(Session&, const phone::Hasher&, const Patience&, const Redemption&, const Decide&);

/// Does nothing unless the call is this user's and its ticket unused.
void void_ticket(Session&, const calls::CallId&, const phone::UserIdHash&, util::Timestamp now);

/// Marks tickets that ran out unused, at most `limit`.
void void_expired_tickets(Session&, util::Timestamp now, int limit);

}  // namespace teleperson::store::sql
