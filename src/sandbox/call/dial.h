#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/call/call.h"
#include "sandbox/call/dialled_leg.h"
#include "sandbox/call/services.h"
#include "sandbox/twiml/document.h"
#include "sandbox/webhook/parameters.h"

namespace teleperson::sandbox {

/// Runs one Dial verb: rings its numbers together, bridges the first that answers, until either side hangs up.
/// https://www.twilio.com/docs/voice/twiml/dial
class DialRun {
 public:
  struct Result {
    DialOutcome outcome;
    bool caller_is_gone = false;  ///< the parent is over too
  };

  /// All must outlive the run.
  DialRun(boost::asio::any_io_executor, Services&, Call&, const twiml::Dial&);

  util::Task<Result> run();

 private:
  using Deadline = std::chrono::steady_clock::time_point;

  /// Error 13214 and its like are noted; no leg is made then.
  bool is_allowed() const;
  void note_begin() const;
  /// Why the Dial, or one of its legs, ends.
  void note_cause(std::string_view text) const;
  Deadline ringing_ends() const;
  util::Task<> ring();
  util::Task<> talk();
  void on_callee_while_ringing(CalleeNews&);
  void on_callee_while_talking(CalleeNews&);
  void bridge(DialledLeg&, CalleeAnswered&);
  /// Ends every leg that is not over.
  void finish_all(LegStatus, int sip_response_code);
  /// The leg of that CallSid, or null.
  DialledLeg* find(const std::string& call_sid);
  bool all_are_over() const;
  Result result() const;

  boost::asio::any_io_executor executor_;
  Services& services_;
  Call& call_;
  const twiml::Dial& dial_;
  std::vector<std::shared_ptr<DialledLeg>> legs_;
  std::shared_ptr<DialledLeg> bridged_;    // null: nobody has answered
  std::shared_ptr<DialledLeg> last_over_;  // which tells the Dial's status when nobody answers
  bool caller_is_gone_ = false;
};

}  // namespace teleperson::sandbox
