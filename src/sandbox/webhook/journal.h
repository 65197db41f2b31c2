#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/webhook/retry_policy.h"
#include "sandbox/webhook/webhook.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// One attempt to deliver a webhook.
struct WebhookAttempt {
  int http_status = 0;  ///< 0: no answer
  std::string error;    ///< why there was no answer
  std::chrono::milliseconds duration{0};
  AttemptResult result = AttemptResult::broken_answer;
  int code = 0;  ///< Twilio's, if it failed: see WebhookFailure
};

/// What the last attempt was answered with; empty if it was not.
struct JournalAnswer {
  static constexpr std::size_t most_kept = 4096;

  std::string content_type;
  std::string location;  ///< of a redirect
  std::string body;      ///< what is kept of it
  std::size_t body_bytes = 0;
};

/// A webhook as the journal shows it.
struct JournalEntry {
  std::uint64_t id = 0;  ///< counts up from 1
  util::Timestamp at{};
  Webhook webhook;
  std::string url;        ///< as sent, without the fragment
  std::string signature;  ///< X-Twilio-Signature
  std::string idempotency_token;
  bool dropped = false;  ///< a test control kept it back
  bool finished = false;
  std::vector<WebhookAttempt> attempts;
  JournalAnswer answer;
};

/// The last 1000 webhooks, like Twilio's Request Inspector. One thread.
class WebhookJournal {
 public:
  static constexpr std::size_t capacity = 1000;

  /// Returns the id.
  std::uint64_t add(JournalEntry);
  void add_attempt(std::uint64_t id, WebhookAttempt);
  void finish(std::uint64_t id, JournalAnswer = {});

  /// Called with each entry whenever it is new or changed. When it is finished the answer's body is there as a whole;
  /// afterwards the journal keeps its first `JournalAnswer::most_kept` bytes. Must not throw.
  void on_change(std::function<void(const JournalEntry&)> listener) { listener_ = std::move(listener); }
  /// Null: there is none, or it is too old to be kept.
  const JournalEntry* find(std::uint64_t id) const;

  /// `{"webhooks":[...]}`, the oldest first.
  std::string to_json() const;

 private:
  JournalEntry* find_mutable(std::uint64_t id);
  void tell(const JournalEntry& entry) const {
    if (listener_) listener_(entry);
  }

  std::deque<JournalEntry> entries_;
  std::function<void(const JournalEntry&)> listener_;
  std::uint64_t last_id_ = 0;
};

}  // namespace teleperson::sandbox
