#include "sandbox/webhook/journal.h"

#include <utility>

#include "util/json_writer.h"

namespace teleperson::sandbox {

std::uint64_t WebhookJournal::add(JournalEntry entry) {
  entry.id = ++last_id_;
  entries_.push_back(std::move(entry));
  if (entries_.size() > capacity) entries_.pop_front();
  tell(entries_.back());
  return last_id_;
}

const JournalEntry* WebhookJournal::find(std::uint64_t id) const {
  if (entries_.empty() || id < entries_.front().id || id > last_id_) return nullptr;
  return &entries_[id - entries_.front().id];
}

JournalEntry* WebhookJournal::find_mutable(std::uint64_t id) {
  return const_cast<JournalEntry*>(find(id));  // the entries are this object's own
}

void WebhookJournal::add_attempt(std::uint64_t id, WebhookAttempt attempt) {
  JournalEntry* entry = find_mutable(id);
  if (entry == nullptr) return;
  entry->attempts.push_back(std::move(attempt));
  tell(*entry);
}

void WebhookJournal::finish(std::uint64_t id, JournalAnswer answer) {
  JournalEntry* entry = find_mutable(id);
  if (entry == nullptr) return;
  entry->finished = true;
  entry->answer = std::move(answer);
  entry->answer.body_bytes = entry->answer.body.size();
  tell(*entry);
  if (entry->answer.body_bytes <= JournalAnswer::most_kept) return;
  entry->answer.body.resize(JournalAnswer::most_kept);
  entry->answer.body.shrink_to_fit();
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
