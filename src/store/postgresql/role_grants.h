#pragma once

#include <string>

namespace teleperson::store::postgresql {

/// What a gateway's role may do: read and write what `serve` and the commands of every day need, append to the two logs
/// and change nothing in them but purge what is older than thirty days. The tables' row-level security lets nobody else
/// in but their owner. Safe to repeat.
///
/// `user erase`, `copy` and `migrate` are the owner's.
std::string grants_sql(const std::string& schema, const std::string& role);

}  // namespace teleperson::store::postgresql
