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

bool asks_for_twiml(WebhookKind kind) {
  return kind == WebhookKind::voice || kind == WebhookKind::fallback || kind == WebhookKind::action;
}

}  // namespace teleperson::sandbox
