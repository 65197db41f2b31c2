#pragma once

#include <string>

#include "phone/hash.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

// What a transaction keeps to itself until its end where writers run side by side; with SQLite's one writer there is
// nothing to do. A transaction takes them in the order in which they stand here, so that none waits for another in a
// circle. They are advisory locks: of the transaction, so that they work through PgBouncer.

/// Of the dashboard's and the operator's writes one at a time.
void lock_administration(Session&);

/// Settings, accounts and the directory stay what they are: what is allowed now is allowed when it is committed.
void share_authority(Session&);
/// For what may take a permission away: waits for all that was decided by the old state, so that nothing is decided by
/// it once the change is acknowledged.
void lock_authority(Session&);
/// The same as a call in SQL, for what the database does by itself.
std::string lock_authority_sql();

/// Of what keeps the database in shape one thing at a time. False: another transaction is at it.
bool try_lock_upkeep(Session&);

/// All that is known of this user's calls, tickets and refusals. False: nobody else can have written since this
/// transaction began, and what it has read stands.
bool lock_user(Session&, const phone::UserIdHash&);

}  // namespace teleperson::store::sql
