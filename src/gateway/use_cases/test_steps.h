#pragma once

#include <vector>

#include "gateway/refused_webhooks.h"
#include "gateway/use_cases/test_call.h"

namespace teleperson::gateway {

/// All that the gateway knows of a call, step by step, in the order in which they follow from each other. Webhooks that
/// were refused while the call was waited for are among them: nothing in them says which call they were for.
std::vector<TestStep> steps_of(const store::CallTrace&, const RefusedWebhooks&);

}  // namespace teleperson::gateway
