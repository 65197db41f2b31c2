#pragma once

#include <string>

#include "util/secret.h"

namespace teleperson::util {

/// Argon2id (RFC 9106) at libsodium's "interactive" cost: 64 MiB and some 70 ms of a core. Both block: never on an
/// event loop, and few at a time. The hash is a PHC string, which holds salt and cost.
std::string hash_password(const Secret&);
/// Compares in constant time. False for what is no such hash.
bool password_matches(const std::string& hash, const Secret&);

}  // namespace teleperson::util
