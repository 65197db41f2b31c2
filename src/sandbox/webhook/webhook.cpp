#include "sandbox/webhook/webhook.h"

namespace teleperson::sandbox {

std::string_view to_string(WebhookKind kind) {
  switch (kind) {
    case WebhookKind::voice:
      return "voice";
    case WebhookKind::fallback:
      return "fallback";
    case WebhookKind::action:
      return "action";
    case WebhookKind::status:
      return "status";
    case WebhookKind::machine_detection:
      return "amd";
    case WebhookKind::parent_status:
      return "parent";
  }
  return "status";
}

}  // namespace teleperson::sandbox
