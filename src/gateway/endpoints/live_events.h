#pragma once

#include <string>
#include <string_view>

#include "store/call_history.h"

namespace teleperson::gateway {

/// What a stream of events starts with: how long to wait before coming back, in milliseconds.
inline constexpr std::string_view events_start = "retry: 2000\n\n";
/// A comment, so that proxies and both ends see that the other one is there.
inline constexpr std::string_view heartbeat = ": still here\n\n";

/// The events (HTML Living Standard, section 9.2) that lead from one state to the next; `seen`: null at the start.
std::string events_between(const store::LiveState* seen, const store::LiveState& current, util::Timestamp now);

}  // namespace teleperson::gateway
