#pragma once

#include "gateway/config.h"
#include "store/call_store.h"

namespace teleperson::gateway {

/// How long the store waits for what. Twilio can be asked only when all that calling needs is configured.
store::Patience patience_of(const Config&);

}  // namespace teleperson::gateway
