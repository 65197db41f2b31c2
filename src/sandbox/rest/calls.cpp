#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/rest/call_filter.h"
#include "sandbox/rest/call_record.h"
#include "sandbox/rest/page.h"
#include "sandbox/rest/resources.h"

namespace teleperson::sandbox {
namespace {

http::Response call_document(const Services& services, const CallLeg& leg) {
  std::string body;
  util::JsonWriter json(body);
  write_call(json, services.account, leg, view_call(leg, services.clock.now(), services.state.call_record_delay));
  return http::Response::json(std::move(body));
}

/// Every leg that there is, the newest first. Valid until the next call ends.
std::vector<const CallLeg*> all_legs(const CallRegistry& calls) {
  std::vector<const CallLeg*> legs;
  const auto append = [&legs](const Call& call) {
    legs.push_back(&call.parent);
    for (const auto& child : call.children)
      legs.push_back(child.get());
  };
  for (const auto& call : calls.finished())
    append(*call);
  for (const auto& [sid, call] : calls.running())
    append(*call);
  std::ranges::stable_sort(legs, std::greater<>{},
                           [](const CallLeg* leg) { return std::pair(leg->created, leg->sid); });
  return legs;
}

http::Response list_calls(const Services& services, const RestRequest& request) {
  const auto filter = parse_call_filter(request.query);
  if (!filter) return rest_error(400, 20001, filter.error());
  const util::Timestamp now = services.clock.now();
  const auto delay = services.state.call_record_delay;
  std::vector<const CallLeg*> found;
  std::vector<std::string_view> sids;
  for (const CallLeg* leg : all_legs(services.calls)) {
    if (!is_listed(*leg, now, delay) || !filter->accepts(*leg, view_call(*leg, now, delay))) continue;
    found.push_back(leg);
    sids.emplace_back(leg->sid);
  }
  return v2010_list(request, "calls", sids, [&](util::JsonWriter& json, std::size_t index) {
    write_call(json, services.account, *found[index], view_call(*found[index], now, delay));
  });
}

http::Response update_call(const Services& services, Call& call, const CallLeg& leg, const RestRequest& request) {
  const std::string* status = util::find_field(request.form, "Status");
  if (status == nullptr || (*status != "completed" && *status != "canceled")) {
    return rest_error(400, 20001, "The sandbox takes Status=completed and Status=canceled only");
  }
  if (is_final(leg.status)) return rest_error(400, 21220, "Call is not in-progress. Cannot redirect.");
  // `canceled` does not touch a call that has been answered.
  const bool answered = leg.status == LegStatus::in_progress;
  if (*status == "completed" || !answered) call.events.post(EndRequested{leg.sid});
  return call_document(services, leg);
}

http::Response delete_call(const Services& services, const CallLeg& leg) {
  if (!is_final(leg.status)) return rest_error(400, 20001, "A call that goes on cannot be deleted");
  return services.calls.forget(leg.sid) ? http::Response::no_content() : rest_not_found();
}

}  // namespace

void add_calls(RestRoutes& routes, Services& services) {
  const std::string list = std::string(account_path) + "/Calls.json";
  const std::string one = std::string(account_path) + "/Calls/{sid}";
  const auto may = [](std::string_view permission) { return RestAccess{.permission = permission}; };

  routes.add(http::Method::get, list, may("/twilio/voice/calls/list"),
             [&services](const RestRequest& request) { return list_calls(services, request); });
  routes.add(http::Method::get, one, may("/twilio/voice/calls/read"), [&services](const RestRequest& request) {
    const auto call = services.calls.find(request.sid);
    return call ? call_document(services, *call->find_leg(request.sid)) : rest_not_found();
  });
  routes.add(http::Method::post, one, may("/twilio/voice/calls/update"), [&services](const RestRequest& request) {
    const auto call = services.calls.find(request.sid);
    return call ? update_call(services, *call, *call->find_leg(request.sid), request) : rest_not_found();
  });
  routes.add(http::Method::del, one, may("/twilio/voice/calls/delete"), [&services](const RestRequest& request) {
    const auto call = services.calls.find(request.sid);
    return call ? delete_call(services, *call->find_leg(request.sid)) : rest_not_found();
  });
}

}  // namespace teleperson::sandbox
