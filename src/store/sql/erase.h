#pragma once

#include "phone/hash.h"
#include "store/erasure_store.h"
#include "store/sql/session.h"

namespace teleperson::store::sql {

Change erase_user(Session&, const phone::Hasher&, const std::string& user_id, const Actor&, util::Timestamp now);
int erase_again(Session&, const phone::Hasher&, std::vector<Erasure>, const Actor&, util::Timestamp now);
std::vector<Erasure> read_erasures(Session&, const std::string& after, int limit);

/// Under which hash a log may keep what is still heard of a user: zeros once they were erased.
phone::UserIdHash kept_hash(Session&, const phone::UserIdHash&);

}  // namespace teleperson::store::sql
