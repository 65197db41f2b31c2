#pragma once

#include <string>

#include "store/call_store.h"

namespace teleperson::gateway {

/// The `Call` of the HTTP contract.
std::string to_json(const store::CallView&);

}  // namespace teleperson::gateway
