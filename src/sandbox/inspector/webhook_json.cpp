#include "sandbox/inspector/webhook_json.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "sandbox/inspector/pretty_xml.h"

namespace teleperson::sandbox {
namespace {

bool is_secret(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  constexpr std::array words{"token", "secret", "password", "passwd", "authorization", "api_key", "apikey", "jwt"};
  return std::ranges::any_of(words, [&](std::string_view word) { return lower.contains(word); });
}

util::FormFields shown(util::FormFields fields) {
  for (auto& [name, value] : fields) {
    if (is_secret(name) && !value.empty()) value = "(hidden)";
  }
  return fields;
}

}  // namespace

void write_fields(util::JsonWriter& json, const util::FormFields& fields) {
  for (const auto& [name, value] : shown(fields)) {
    json.object([&] {
      json.field("name", name);
      json.field("value", value);
    });
  }
}

void write_webhook(util::JsonWriter& json, const JournalEntry& entry) {
  json.field("id", entry.id);
  json.field("kind", to_string(entry.webhook.kind));
  json.field("method", entry.webhook.target.method == twiml::HttpMethod::post ? "POST" : "GET");
  json.field("url", entry.url);
  json.field("signature", entry.signature);
  json.field("idempotency_token", entry.idempotency_token);
  json.field("dropped", entry.dropped);
  json.field("finished", entry.finished);
  json.field("replay_of", entry.webhook.replay_of == 0 ? std::nullopt : std::optional(entry.webhook.replay_of));
  json.array("params", [&] { write_fields(json, entry.webhook.fields); });
  json.array("attempts", [&] {
    for (const WebhookAttempt& attempt : entry.attempts) {
      json.object([&] {
        json.field("status", attempt.http_status == 0 ? std::nullopt : std::optional(attempt.http_status));
        json.field("error", attempt.error);
        json.field("duration_ms", attempt.duration.count());
      });
    }
  });
  const JournalAnswer& answer = entry.answer;
  const bool is_whole = answer.body_bytes <= JournalAnswer::most_kept;
  json.object("answer", [&] {
    json.field("content_type", answer.content_type);
    json.field("location", answer.location);
    json.field("body", answer.body);
    json.field("body_bytes", answer.body_bytes);
    json.field("pretty", is_whole && answer.content_type.contains("xml") ? pretty_xml(answer.body) : std::string());
  });
}

}  // namespace teleperson::sandbox
