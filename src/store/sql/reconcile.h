#pragma once

#include <vector>

#include "store/call_store.h"
#include "store/reconcile_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

std::vector<UnheardCall> claim_unheard(Session&, util::Timestamp now, std::chrono::seconds lease, int limit);
bool merge_record(Session&, const Patience&, const calls::CallId&, const calls::CallState& news, util::Timestamp now);
ReconcileBacklog read_backlog(Session&, util::Timestamp now);

std::optional<Handover> find_handover(Session&, const calls::CallSid&);
bool knows_user(Session&, const phone::UserIdHash&);
bool log_lost_call(Session&, const LostCall&);
std::vector<LoggedKey> read_logged_since(Session&, util::Timestamp since, std::int64_t after, int limit);
std::vector<RedeemedCall> read_redeemed_since(Session&, util::Timestamp since);

}  // namespace teleperson::store::sql
