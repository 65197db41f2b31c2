#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/callee/script.h"
#include "sandbox/callee/scripted_callee.h"

namespace teleperson::sandbox {

/// What the operator chose.
struct Settings {
  std::string listen_address = "127.0.0.1:9080";

  // The TwiML App. URLs may have a fragment with connection overrides.
  std::string voice_url;
  std::string voice_fallback_url;  ///< empty: none
  std::string status_callback;     ///< empty: none

  bool empty_account = false;                    ///< no API key and no TwiML App: the REST API is to make them
  std::vector<std::string> caller_ids;           ///< E.164: numbers of the account
  std::vector<std::string> verified_caller_ids;  ///< E.164: numbers of others, which it may show
  Script::Choices script;
  std::filesystem::path web_root;  ///< holds `handset/dist`; empty: no handset page
  bool test_controls = false;

  /// No callee rings longer than this, whatever TwiML says.
  std::optional<std::chrono::seconds> ring_timeout;
  /// Twilio lets callees ring up to five seconds longer than TwiML says.
  /// https://www.twilio.com/docs/voice/twiml/dial#timeout
  std::chrono::milliseconds longest_extra_ringing{5'000};
  /// From the answer to the result of answering machine detection.
  std::chrono::milliseconds machine_detection_time{3'000};
  /// Between two newlines to a Voice SDK, which gives a silent socket up after 15 seconds.
  std::chrono::milliseconds heartbeat_interval{10'000};
  ScriptTiming script_timing;
  /// How late call records are in the REST API's list; a leg's end is in them as late after the end, and its length
  /// later again by that much.
  std::chrono::milliseconds call_record_delay{0};
};

}  // namespace teleperson::sandbox
