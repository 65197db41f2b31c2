#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "sandbox/inspector/call_record.h"
#include "sandbox/inspector/change_feed.h"
#include "sandbox/signalling/error.h"
#include "sandbox/token/access_token.h"
#include "sandbox/webhook/journal.h"
#include "util/log.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// Remembers the last calls with all that happened in them, and tells operators what they got wrong: in the log once,
/// and to whoever follows. Like the debugger of Twilio's console, but here and at once. One thread.
class Inspector {
 public:
  static constexpr std::size_t most_calls = 200;
  static constexpr std::size_t most_steps = 300;  ///< of one call; what comes later is left out

  /// Listens to the journal from now on. All must outlive this.
  Inspector(boost::asio::any_io_executor, WebhookJournal&, const util::Logger&, const util::Clock&);

  void call_began(std::shared_ptr<const Call>, const AccessToken&);
  /// Something happened in the call that has a leg of that CallSid. Nothing if it is too old to be kept.
  void note(std::string_view call_sid, Step);
  /// A token, or the call that one should have placed. `token`: null if that is what was refused.
  void refused(const SignallingError&, const AccessToken* token);

  /// The oldest first.
  const std::deque<std::shared_ptr<CallRecord>>& records() const { return records_; }
  /// By its id, or by the CallSid of any of its legs. Null if there is none.
  const CallRecord* find(std::string_view id) const;
  const WebhookJournal& journal() const { return journal_; }
  ChangeFeed& feed() { return feed_; }

 private:
  CallRecord* find_mutable(std::string_view id) const;
  CallRecord& add(CallRecord);
  void append(CallRecord&, Step);
  void webhook_changed(const JournalEntry&);
  void report(const CallRecord&, const Finding&);

  WebhookJournal& journal_;
  const util::Logger& log_;
  const util::Clock& clock_;
  ChangeFeed feed_;
  std::deque<std::shared_ptr<CallRecord>> records_;
  std::uint64_t refusals_ = 0;
  std::set<std::string_view> reported_;  ///< ids of findings that are in the log once for all calls
};

}  // namespace teleperson::sandbox
