#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "sandbox/call/leg.h"
#include "sandbox/callee/callee.h"

namespace teleperson::sandbox {

struct CallerHungUp {};
struct CallerPressed {
  std::string digits;
};
struct CallerReoffered {
  std::string sdp;
};
/// Somebody ends a leg through the REST API.
struct EndRequested {
  std::string call_sid;
};
struct CalleeNews {
  std::size_t leg = 0;  ///< which of the numbers that ring together
  CalleeEvent event;
};

/// What can happen to a call from outside.
using CallEvent = std::variant<CallerHungUp, CallerPressed, CallerReoffered, EndRequested, CalleeNews>;

}  // namespace teleperson::sandbox
