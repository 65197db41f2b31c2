#pragma once

#include <map>
#include <string>

#include "store/sql/session.h"

namespace teleperson::store::postgresql {

/// A table of the host product: its columns' names, and their types as SQL writes them.
using HostTable = std::map<std::string, std::string, std::less<>>;

/// The schema that the host product's tables are in, such as Supabase's `public`.
struct HostSchema {
  std::string name;
  std::map<std::string, HostTable, std::less<>> tables;
};

/// Of the tables there only those that a mapping knows. Throws DatabaseError.
HostSchema read_host_schema(sql::Session&, const std::string& name);

}  // namespace teleperson::store::postgresql
