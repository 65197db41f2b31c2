#include <algorithm>
#include <string>

#include "cli/output.h"
#include "errors/find.h"
#include "util/json_writer.h"

namespace teleperson::cli {
namespace {

/// Twilio's own page about a code; empty for a reason of ours.
std::string page_of(const errors::Entry& entry) {
  return entry.is_code() ? fmt::format("https://www.twilio.com/docs/api/errors/{}", entry.id) : std::string();
}

void print(const errors::Entry& entry) {
  const auto line = [](std::string_view name, std::string_view text) {
    if (!text.empty()) print_line("{:<9}{}", name, text);
  };
  print_line("{}: {}", entry.id, entry.label);
  line("Cause:", entry.cause);
  line("Do:", entry.remedy);
  line("Met:", fmt::format("{} (by {})", entry.met, entry.whom));
  if (entry.status != 0) line("HTTP:", fmt::to_string(entry.status));
  if (!entry.caller.title.empty()) line("Callers:", fmt::format("{}. {}", entry.caller.title, entry.caller.advice));
  line("Twilio:", page_of(entry));
}

void write(util::JsonWriter& json, const errors::Entry& entry) {
  json.field("id", entry.id);
  json.field("label", entry.label);
  json.field("cause", entry.cause);
  json.field("remedy", entry.remedy);
  json.field("met", entry.met);
  json.field("whom", entry.whom);
  if (entry.status != 0) json.field("status", entry.status);
  if (!entry.caller.title.empty()) {
    json.object("caller", [&] {
      json.field("title", entry.caller.title);
      json.field("advice", entry.caller.advice);
    });
  }
  if (entry.is_code()) json.field("page", page_of(entry));
}

int list(bool as_json) {
  if (!as_json) {
    for (const auto& entry : errors::entries)
      print_line("{:<26}{}", entry.id, entry.label);
    return exit_ok;
  }
  std::string text;
  util::JsonWriter json(text);
  json.array([&] {
    for (const auto& entry : errors::entries)
      json.object([&] { write(json, entry); });
  });
  print_line("{}", text);
  return exit_ok;
}

int not_found(std::string_view id) {
  const auto near = errors::similar(id);
  say("There is no such reason or code here.{}", near.empty() ? "" : " Did you mean:");
  for (const auto* entry : near)
    say("  {:<26}{}", entry->id, entry->label);
  const bool is_code = id.size() == 5 && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
  if (is_code) say("Twilio's own page about it: https://www.twilio.com/docs/api/errors/{}", id);
  if (!is_code && near.empty()) say("All that there are: teleperson-voice explain --list");
  return exit_not_found;
}

}  // namespace

int explain(const ExplainOptions& options) {
  if (options.list) return list(options.json);
  if (options.id.empty()) return refuse("CODE", "is missing: name a reason or a code, or ask for the --list");
  const auto* entry = errors::find(options.id);
  if (entry == nullptr) return not_found(options.id);
  if (!options.json) {
    print(*entry);
    return exit_ok;
  }
  std::string text;
  util::JsonWriter json(text);
  json.object([&] { write(json, *entry); });
  print_line("{}", text);
  return exit_ok;
}

}  // namespace teleperson::cli
