#pragma once

#include <chrono>
#include <expected>
#include <set>
#include <string>
#include <string_view>

#include "sandbox/webhook/webhook.h"

namespace teleperson::sandbox {

/// How the network between the sandbox and the application misbehaves, for tests. The application must live with all of
/// it: Twilio promises neither order nor delivery of callbacks.
struct Faults {
  std::set<std::string, std::less<>> drop;  ///< kinds that are never delivered: `status`, `action`, `amd`, `parent`
  int duplicate = 0;                        ///< each callback comes this many times more, 0 to 10
  bool shuffle = false;                     ///< callbacks come in any order
  std::chrono::milliseconds delay{0};       ///< before each callback, at most a minute

  bool drops(WebhookKind kind) const { return drop.contains(to_string(kind)); }
};

/// Reads `{"drop_callbacks":[...],"duplicate":n,"shuffle":bool,"delay_ms":n}`; what is absent is off. The error says
/// what is wrong.
std::expected<Faults, std::string> parse_faults(std::string_view json);

}  // namespace teleperson::sandbox
