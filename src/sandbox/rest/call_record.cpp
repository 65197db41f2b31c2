#include "sandbox/rest/call_record.h"

#include <string>

#include <fmt/format.h>

#include "sandbox/rest/fields.h"
#include "sandbox/webhook/parameters.h"

namespace teleperson::sandbox {
namespace {

std::optional<std::string> rfc2822(const std::optional<util::Timestamp>& time) {
  return time ? std::optional(to_rfc2822(*time)) : std::nullopt;
}

std::string_view status_before_end(const CallLeg& leg) {
  if (leg.answered) return "in-progress";
  return leg.parent_sid.empty() ? "ringing" : "queued";
}

}  // namespace

bool is_listed(const CallLeg& leg, util::Timestamp now, std::chrono::milliseconds delay) {
  return now >= leg.created + delay;
}

CallRecordView view_call(const CallLeg& leg, util::Timestamp now, std::chrono::milliseconds delay) {
  const bool shows_end = leg.ended && now >= *leg.ended + delay;
  const bool is_complete = leg.ended && now >= *leg.ended + 2 * delay;
  CallRecordView view;
  view.status = leg.status == LegStatus::initiated ? "queued" : to_string(leg.status);
  if (leg.ended && !shows_end) view.status = status_before_end(leg);
  view.started = leg.answered;
  if (!leg.answered && shows_end) view.started = leg.ended;
  if (!is_complete) return view;
  view.ended = leg.ended;
  view.duration_seconds = leg.duration_seconds(now);
  return view;
}

void write_call(util::JsonWriter& json, const Account& account, const CallLeg& leg, const CallRecordView& view) {
  const std::string path = fmt::format("/2010-04-01/Accounts/{}/Calls/{}", account.sid.text(), leg.sid);
  const auto updated = view.ended ? view.ended : view.started;
  json.object([&] {
    json.field("sid", leg.sid);
    json.field("account_sid", account.sid.text());
    json.field("parent_call_sid", or_null(leg.parent_sid));
    json.field("api_version", "2010-04-01");
    json.field("direction", leg.parent_sid.empty() ? "inbound" : "outbound-dial");
    json.field("from", leg.from);
    json.field("from_formatted", leg.from);
    json.field("to", leg.to);
    json.field("to_formatted", leg.to);
    json.field("status", view.status);
    json.field("answered_by", or_null(leg.answered_by));
    json.field("date_created", to_rfc2822(leg.created));
    json.field("date_updated", to_rfc2822(updated.value_or(leg.created)));
    json.field("start_time", rfc2822(view.started));
    json.field("end_time", rfc2822(view.ended));
    json.field("duration",
               view.duration_seconds ? std::optional(std::to_string(*view.duration_seconds)) : std::nullopt);
    json.field("price", nullptr);
    json.field("price_unit", "USD");
    for (const char* text :
         {"annotation", "caller_name", "forwarded_from", "group_sid", "phone_number_sid", "trunk_sid"}) {
      json.field(text, nullptr);
    }
    json.field("queue_time", "0");
    json.object("subresource_uris", [] {});
    json.field("uri", path + ".json");
  });
}

}  // namespace teleperson::sandbox
