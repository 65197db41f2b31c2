#pragma once

#include <string>

#include "store/call_store.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

/// The `Call` of the HTTP contract.
std::string to_json(const store::CallView&);
/// Its fields, into an object that is being written.
void write_call(util::JsonWriter&, const store::CallView&);

}  // namespace teleperson::gateway
