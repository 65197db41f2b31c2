#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace teleperson::sandbox {

/// What a callee is called with.
struct Invitation {
  std::string call_sid;  ///< of the callee's leg
  std::string to;        ///< E.164
  std::string from;      ///< the caller ID
  std::string offer;     ///< the Voice SDK's SDP
};

struct CalleeRinging {};
struct CalleeAnswered {
  std::string sdp;
  bool is_machine = false;  ///< what answering machine detection will find
};
/// It will not be answered. https://www.rfc-editor.org/rfc/rfc3261#section-21
struct CalleeRefused {
  int sip_response_code = 0;
};
struct CalleeHungUp {};
/// The answer to `Callee::reinvite`.
struct CalleeReanswered {
  std::string sdp;
};
using CalleeEvent = std::variant<CalleeRinging, CalleeAnswered, CalleeRefused, CalleeHungUp, CalleeReanswered>;

/// Called on the event loop, also from within `Callee`'s functions.
using CalleeListener = std::function<void(CalleeEvent)>;

/// The far end of one dialled leg: a person with a handset, or a script. One thread.
class Callee {
 public:
  virtual ~Callee() = default;
  /// The caller gave up, it rang too long, or the call is over. There are no events after this.
  virtual void end() = 0;
  /// Keys that the caller pressed and that did not travel as audio.
  virtual void press(std::string_view digits) = 0;
  /// The caller's new offer within the call (ICE restart).
  virtual void reinvite(std::string offer) = 0;
};

}  // namespace teleperson::sandbox
