#include "sandbox/call/announcer.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "sandbox/inspector/findings.h"
#include "sandbox/inspector/inspector.h"

namespace teleperson::sandbox {

bool Announcer::start() {
  const auto unheard = [this](std::string_view why) {
    services_.inspector.note(call_.parent.sid, {.kind = "call",
                                                .text = "Nobody hears what is said",
                                                .details = {{"reason", std::string(why)}},
                                                .findings = {finding_of_unheard_say()}});
    return false;
  };
  if (!endpoint_) {
    if (call_.caller.is_answered()) return unheard("the caller has media with a callee already");
    auto voice = [speaking = speaking_, speech = media::speech()](auto frame) mutable {
      if (*speaking) return speech(frame);
      std::ranges::fill(frame, std::int16_t{0});
      return true;
    };
    auto endpoint = std::make_unique<media::MediaEndpoint>(executor_, services_.media_address, std::move(voice));
    const auto sdp = endpoint->answer(call_.request.offer);
    if (!sdp) return unheard(sdp.error());
    endpoint_ = std::move(endpoint);
    call_.parent.advance(LegStatus::in_progress, services_.clock.now());
    call_.caller.answer(*sdp);
  }
  *speaking_ = true;
  return true;
}

}  // namespace teleperson::sandbox
