#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace teleperson::sandbox::twiml {

enum class HttpMethod { get, post };

struct Callback {
  std::string url;
  HttpMethod method = HttpMethod::post;
};

/// Which steps of a callee's leg its status callback reports.
struct StatusEvents {
  bool initiated = false;
  bool ringing = false;
  bool answered = false;
  bool completed = false;
  bool operator==(const StatusEvents&) const = default;
};

enum class MachineDetection { off, enable, detect_message_end };

/// `<Number>`: https://www.twilio.com/docs/voice/twiml/number
struct Number {
  std::string number;  ///< as written, blanks around it removed; not necessarily a number
  std::optional<Callback> status_callback;
  StatusEvents status_events{.completed = true};
  MachineDetection machine_detection = MachineDetection::off;
  std::optional<Callback> machine_detection_callback;
};

/// `<Dial>`: https://www.twilio.com/docs/voice/twiml/dial
struct Dial {
  std::vector<Number> numbers;  ///< 1 to 10; they ring together and the first to answer gets the call
  std::string caller_id;        ///< empty: none given
  std::optional<Callback> action;
  bool answer_on_bridge = false;
  std::chrono::seconds timeout{30};
  std::chrono::seconds time_limit{14'400};
  bool has_time_limit = false;  ///< it was written down
  bool is_recorded = false;     ///< `record` asks for it; the sandbox does not
};

struct Reject {};
struct Hangup {};

struct Say {
  std::string text;
  int repetitions = 1;
};

struct Pause {
  std::chrono::seconds length{1};
};

using Verb = std::variant<Dial, Reject, Hangup, Say, Pause>;

/// A `<Response>`. No verbs: the call ends.
struct Document {
  std::vector<Verb> verbs;
  std::vector<std::string> warnings;  ///< what Twilio would note in its debugger and ignore
};

}  // namespace teleperson::sandbox::twiml
