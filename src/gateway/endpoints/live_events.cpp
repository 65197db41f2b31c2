#include "gateway/endpoints/live_events.h"

#include "util/json_writer.h"
#include "util/time.h"

namespace teleperson::gateway {
namespace {

template <class Fields>
void append_event(std::string& out, std::string_view name, Fields&& fields) {
  out.append("event: ").append(name).append("\ndata: ");
  util::JsonWriter json(out);  // on one line: line breaks within texts are escaped
  json.object([&] { fields(json); });
  out.append("\n\n");
}

void write_calls(util::JsonWriter& json, const store::LiveState& state, util::Timestamp now) {
  json.field("now", util::to_rfc3339_milliseconds(now));
  json.field("live", state.live);
  json.array("calls", [&] {
    for (const auto& call : state.calls) {
      json.object([&] {
        json.field("key", call.key);
        json.field("since", util::to_rfc3339_milliseconds(call.since));
        json.field("ended_at",
                   call.ended_at ? std::optional(util::to_rfc3339_milliseconds(*call.ended_at)) : std::nullopt);
        json.field("stage", calls::to_string(call.phase));
        json.field("company", call.company);
        json.field("label", call.label);
        json.field("user_id_hash", call.user_id_hash);
      });
    }
  });
}

}  // namespace

std::string events_between(const store::LiveState* seen, const store::LiveState& current, util::Timestamp now) {
  std::string out;
  if (!seen || seen->calls != current.calls || seen->live != current.live) {
    append_event(out, "live_calls", [&](auto& json) { write_calls(json, current, now); });
  }
  if (!seen || seen->last_log_id != current.last_log_id) {
    append_event(out, "calls_logged", [&](auto& json) { json.field("last_id", current.last_log_id); });
  }
  if (!seen || seen->settings_revision != current.settings_revision) {
    append_event(out, "settings_changed", [&](auto& json) { json.field("revision", current.settings_revision); });
  }
  return out;
}

}  // namespace teleperson::gateway
