#include "sandbox/webhook/journal.h"

#include <utility>

#include "util/json_writer.h"

namespace teleperson::sandbox {

std::uint64_t WebhookJournal::add(JournalEntry entry) {
  entry.id = ++last_id_;
  entries_.push_back(std::move(entry));
  if (entries_.size() > capacity) entries_.pop_front();
  return last_id_;
}

JournalEntry* WebhookJournal::find(std::uint64_t id) {
  if (entries_.empty() || id < entries_.front().id || id > last_id_) return nullptr;
  return &entries_[id - entries_.front().id];
}

void WebhookJournal::add_attempt(std::uint64_t id, WebhookAttempt attempt) {
  if (JournalEntry* entry = find(id)) entry->attempts.push_back(std::move(attempt));
}

void WebhookJournal::finish(std::uint64_t id) {
  if (JournalEntry* entry = find(id)) entry->finished = true;
}

std::string WebhookJournal::to_json() const {
  std::string body;
  util::JsonWriter json(body);
  const auto write_attempt = [&](const WebhookAttempt& attempt) {
    json.object([&] {
      json.field("status", attempt.http_status);
      if (!attempt.error.empty()) json.field("error", attempt.error);
      json.field("duration_ms", attempt.duration.count());
    });
  };
  const auto write_entry = [&](const JournalEntry& entry) {
    json.object([&] {
      json.field("id", entry.id);
      json.field("at_ms", entry.at.time_since_epoch().count());
      json.field("kind", to_string(entry.webhook.kind));
      json.field("call_sid", entry.webhook.call_sid);
      json.field("method", entry.webhook.target.method == twiml::HttpMethod::post ? "POST" : "GET");
      json.field("url", entry.url);
      json.field("idempotency_token", entry.idempotency_token);
      json.field("dropped", entry.dropped);
      json.field("finished", entry.finished);
      json.object("params", [&] {
        for (const auto& [name, value] : entry.webhook.fields)
          json.field(name, value);
      });
      json.field("status", entry.attempts.empty() ? 0 : entry.attempts.back().http_status);
      json.array("attempts", [&] {
        for (const auto& attempt : entry.attempts)
          write_attempt(attempt);
      });
    });
  };
  json.object([&] {
    json.array("webhooks", [&] {
      for (const auto& entry : entries_)
        write_entry(entry);
    });
  });
  return body;
}

}  // namespace teleperson::sandbox
