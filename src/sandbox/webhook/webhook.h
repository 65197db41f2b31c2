#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sandbox/twiml/document.h"
#include "util/encoding.h"

namespace teleperson::sandbox {

/// What a webhook is for. `voice`, `fallback` and `action` ask what to do next, the others only tell.
enum class WebhookKind { voice, fallback, action, status, machine_detection, parent_status };

/// `voice`, `fallback`, `action`, `status`, `amd` or `parent`.
std::string_view to_string(WebhookKind);

/// Whether it asks what to do next: its answer is TwiML.
bool asks_for_twiml(WebhookKind);

/// One request to the application under test.
struct Webhook {
  WebhookKind kind = WebhookKind::status;
  std::string call_sid;
  twiml::Callback target;  ///< the URL's fragment holds connection overrides
  util::FormFields fields;
  std::uint64_t replay_of = 0;  ///< id of the journal's entry that it repeats; 0: sent by a call
};

}  // namespace teleperson::sandbox
