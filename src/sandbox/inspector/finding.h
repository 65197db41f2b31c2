#pragma once

#include <string>
#include <string_view>

namespace teleperson::sandbox {

enum class Severity {
  problem,  ///< the call did not do what was meant
  warning,  ///< it did, and callers or the application suffer from something
  hint,     ///< what an operator would want to know before customers call
};

/// `problem`, `warning` or `hint`.
std::string_view to_string(Severity);

/// Something that an operator or the application's developer got wrong. Holds no number, no identity and no secret, so
/// that it can be logged.
struct Finding {
  std::string_view id;  ///< a literal for scripts, such as `webhook_unreachable`
  Severity severity = Severity::problem;
  int code = 0;  ///< Twilio's; 0: it has none
  std::string problem;
  std::string remedy;

  bool operator==(const Finding&) const = default;
};

}  // namespace teleperson::sandbox
