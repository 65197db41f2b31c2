#include "sandbox/inspector/inspector_json.h"

#include <ranges>

#include "sandbox/inspector/webhook_json.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {
namespace {

std::int64_t milliseconds_of(util::Timestamp time) {
  return time.time_since_epoch().count();
}

std::optional<std::int64_t> milliseconds_of(const std::optional<util::Timestamp>& time) {
  return time ? std::optional(milliseconds_of(*time)) : std::nullopt;
}

void write_finding(util::JsonWriter& json, const Finding& finding) {
  json.object([&] {
    json.field("id", finding.id);
    json.field("severity", to_string(finding.severity));
    json.field("code", finding.code == 0 ? std::nullopt : std::optional(finding.code));
    json.field("problem", finding.problem);
    json.field("remedy", finding.remedy);
  });
}

void write_leg(util::JsonWriter& json, const CallLeg& leg) {
  json.object([&] {
    json.field("sid", leg.sid);
    json.field("from", leg.from);
    json.field("to", leg.to);
    json.field("status", to_string(leg.status));
    json.field("created_ms", milliseconds_of(leg.created));
    json.field("answered_ms", milliseconds_of(leg.answered));
    json.field("ended_ms", milliseconds_of(leg.ended));
    json.field("answered_by", leg.answered_by);
    json.field("sip_response_code", leg.sip_response_code);
  });
}

/// How the call went, in a word of Twilio's: the callee's status once there is one, else the caller's.
std::string_view state_of(const CallRecord& record) {
  if (!record.call) return "refused";
  const Call& call = *record.call;
  const CallLeg* best = nullptr;
  for (const auto& child : call.children) {
    if (best == nullptr || child->answered || !best->answered) best = child.get();
  }
  if (best != nullptr) return to_string(best->status);
  const bool failed = is_final(call.parent.status) && record.code() != 0;
  return failed ? "failed" : to_string(call.parent.status);
}

std::string_view ending_of(const CallRecord& record) {
  const bool is_over = !record.call || is_final(record.call->parent.status);
  if (!is_over) return {};
  const std::string_view ending = record.ending();
  return ending.empty() ? "The TwiML was carried out" : ending;
}

void write_summary(util::JsonWriter& json, const CallRecord& record) {
  json.field("id", record.id);
  json.field("changed", record.changed);
  json.field("at_ms", milliseconds_of(record.at));
  json.field("identity", record.identity);
  json.field("state", state_of(record));
  json.field("over", !record.call || is_final(record.call->parent.status));
  json.field("ending", ending_of(record));
  json.field("code", record.code() == 0 ? std::nullopt : std::optional(record.code()));
  json.field("times", record.times);
  json.array("legs", [&] {
    if (!record.call) return;
    write_leg(json, record.call->parent);
    for (const auto& child : record.call->children)
      write_leg(json, *child);
  });
  json.array("findings", [&] {
    for (const Finding* finding : record.findings())
      write_finding(json, *finding);
  });
}

void write_step(util::JsonWriter& json, const Step& step, const WebhookJournal& journal) {
  json.object([&] {
    json.field("kind", step.kind);
    json.field("at_ms", milliseconds_of(step.at));
    json.field("text", step.text);
    json.array("details", [&] { write_fields(json, step.details); });
    json.array("findings", [&] {
      for (const Finding& finding : step.findings)
        write_finding(json, finding);
    });
    if (const JournalEntry* entry = journal.find(step.webhook)) {
      json.object("webhook", [&] { write_webhook(json, *entry); });
    }
  });
}

}  // namespace

std::string write_changes(const Inspector& inspector, const Settings& settings, util::Timestamp now,
                          std::uint64_t since) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("now_ms", milliseconds_of(now));
    json.field("can_replay", settings.test_controls);
    json.field("oldest", inspector.records().empty() ? std::string() : inspector.records().front()->id);
    json.array("calls", [&] {
      for (const auto& record : inspector.records() | std::views::reverse) {
        if (record->changed <= since) continue;
        json.object([&] { write_summary(json, *record); });
      }
    });
  });
  return body;
}

std::string write_call(const Inspector& inspector, const CallRecord& record, util::Timestamp now) {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("now_ms", milliseconds_of(now));
    write_summary(json, record);
    json.field("token_expires_ms", milliseconds_of(record.token_expires));
    json.field("application_sid", record.application_sid);
    json.array("steps", [&] {
      for (const Step& step : record.steps)
        write_step(json, step, inspector.journal());
    });
  });
  return body;
}

}  // namespace teleperson::sandbox
