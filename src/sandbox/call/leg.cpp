#include "sandbox/call/leg.h"

#include <chrono>

#include "util/crypto.h"

namespace teleperson::sandbox {

std::string_view to_string(LegStatus status) {
  switch (status) {
    case LegStatus::initiated:
      return "initiated";
    case LegStatus::ringing:
      return "ringing";
    case LegStatus::in_progress:
      return "in-progress";
    case LegStatus::completed:
      return "completed";
    case LegStatus::busy:
      return "busy";
    case LegStatus::no_answer:
      return "no-answer";
    case LegStatus::failed:
      return "failed";
    case LegStatus::canceled:
      return "canceled";
  }
  return "failed";
}

bool is_final(LegStatus status) {
  return status >= LegStatus::completed;
}

std::string random_call_sid() {
  return "CA" + util::random_hex(16);
}

bool CallLeg::advance(LegStatus to_status, util::Timestamp now) {
  if (is_final(status) || to_status <= status) return false;
  status = to_status;
  if (to_status == LegStatus::in_progress) answered = now;
  if (is_final(to_status)) ended = now;
  return true;
}

int CallLeg::duration_seconds(util::Timestamp now) const {
  if (!answered) return 0;
  const auto elapsed = ended.value_or(now) - *answered;
  return static_cast<int>(std::chrono::round<std::chrono::seconds>(elapsed).count());
}

}  // namespace teleperson::sandbox
