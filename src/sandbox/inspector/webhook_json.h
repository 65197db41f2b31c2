#pragma once

#include "sandbox/webhook/journal.h"
#include "util/encoding.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {

/// A webhook with its attempts and the answer, as fields of an open object.
void write_webhook(util::JsonWriter&, const JournalEntry&);

/// `{"name":...,"value":...}` each, into an open array: order counts, and names repeat. Values whose names say that
/// they are a token or a secret are `(hidden)`.
void write_fields(util::JsonWriter&, const util::FormFields&);

}  // namespace teleperson::sandbox
