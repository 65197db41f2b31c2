#pragma once

#include "phone/hash.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

// The logs are append-only by triggers, which look for a permit of the transaction. Withdraw it before the transaction
// ends.

/// Rows of voice_call_log from before this time may be deleted.
void permit_purge(Session&, util::Timestamp before);
/// This user's hash may be taken out of both logs.
void permit_erasure(Session&, const phone::UserIdHash&);
void withdraw_permit(Session&);

}  // namespace teleperson::store::sql
