#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "sandbox/webhook/webhook.h"
#include "util/time.h"

namespace teleperson::sandbox {

/// One attempt to deliver a webhook.
struct WebhookAttempt {
  int http_status = 0;  ///< 0: no answer
  std::string error;    ///< why there was no answer
  std::chrono::milliseconds duration{0};
};

/// A webhook as the journal shows it.
struct JournalEntry {
  std::uint64_t id = 0;  ///< counts up from 1
  util::Timestamp at{};
  Webhook webhook;
  std::string url;  ///< as sent, without the fragment
  std::string idempotency_token;
  bool dropped = false;  ///< a test control kept it back
  bool finished = false;
  std::vector<WebhookAttempt> attempts;
};

/// The last 1000 webhooks, like Twilio's Request Inspector. One thread.
class WebhookJournal {
 public:
  static constexpr std::size_t capacity = 1000;

  /// Returns the id.
  std::uint64_t add(JournalEntry);
  void add_attempt(std::uint64_t id, WebhookAttempt);
  void finish(std::uint64_t id);

  /// `{"webhooks":[...]}`, the oldest first.
  std::string to_json() const;

 private:
  JournalEntry* find(std::uint64_t id);

  std::deque<JournalEntry> entries_;
  std::uint64_t last_id_ = 0;
};

}  // namespace teleperson::sandbox
