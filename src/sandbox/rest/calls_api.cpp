#include "sandbox/rest/calls_api.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "sandbox/rest/rest_auth.h"
#include "sandbox/webhook/parameters.h"
#include "util/encoding.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {
namespace {

std::optional<std::string> rfc2822(const std::optional<util::Timestamp>& time) {
  return time ? std::optional(to_rfc2822(*time)) : std::nullopt;
}

http::Response call_resource(const Account& account, const CallLeg& leg, util::Timestamp now) {
  const auto text = [](const std::string& value) { return value.empty() ? std::nullopt : std::optional(value); };
  const bool over = is_final(leg.status);
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("sid", leg.sid);
    json.field("account_sid", account.sid.text());
    json.field("parent_call_sid", text(leg.parent_sid));
    json.field("api_version", "2010-04-01");
    json.field("direction", leg.parent_sid.empty() ? "inbound" : "outbound-dial");
    json.field("from", leg.from);
    json.field("to", leg.to);
    json.field("status", leg.status == LegStatus::initiated ? "queued" : to_string(leg.status));
    json.field("answered_by", text(leg.answered_by));
    json.field("date_created", to_rfc2822(leg.created));
    json.field("date_updated", to_rfc2822(leg.ended.value_or(leg.answered.value_or(leg.created))));
    json.field("start_time", rfc2822(leg.answered ? leg.answered : leg.ended));
    json.field("end_time", rfc2822(leg.ended));
    json.field("duration", over ? std::optional(std::to_string(leg.duration_seconds(now))) : std::nullopt);
    json.field("price", nullptr);
    json.field("price_unit", "USD");
    json.field("uri", fmt::format("/2010-04-01/Accounts/{}/Calls/{}.json", account.sid.text(), leg.sid));
  });
  return http::Response::json(std::move(body));
}

}  // namespace

struct CallsApi::Found {
  std::shared_ptr<Call> call;
  const CallLeg* leg;  // the call's
};

void CallsApi::add_routes(http::Router& router) {
  constexpr std::string_view path = "/2010-04-01/Accounts/{account}/Calls/{call}";
  router.add(http::Method::get, std::string(path),
             [this](const http::Request& request) -> util::Task<http::Response> { co_return read(request); });
  router.add(http::Method::post, std::string(path),
             [this](const http::Request& request) -> util::Task<http::Response> { co_return update(request); });
}

std::expected<CallsApi::Found, http::Response> CallsApi::find(const http::Request& request) const {
  constexpr std::string_view suffix = ".json";
  if (!is_authenticated(request, services_.account)) return std::unexpected(rest_error(401, 20003, "Authenticate"));
  std::string_view sid = request.path_parameters[1];
  const auto not_found = std::unexpected(rest_error(404, 20404, "The requested resource was not found"));
  if (request.path_parameters[0] != services_.account.sid.text() || !sid.ends_with(suffix)) return not_found;
  sid.remove_suffix(suffix.size());
  auto call = services_.calls.find(sid);
  if (!call) return not_found;
  const CallLeg* leg = call->find_leg(sid);
  return Found{std::move(call), leg};
}

http::Response CallsApi::read(const http::Request& request) const {
  auto found = find(request);
  if (!found) return std::move(found.error());
  return call_resource(services_.account, *found->leg, services_.clock.now());
}

http::Response CallsApi::update(const http::Request& request) const {
  auto found = find(request);
  if (!found) return std::move(found.error());
  const auto fields = util::parse_form(request.body);
  const std::string* status = fields ? util::find_field(*fields, "Status") : nullptr;
  if (status == nullptr || (*status != "completed" && *status != "canceled")) {
    return rest_error(400, 20001, "The sandbox takes Status=completed and Status=canceled only");
  }
  if (is_final(found->leg->status)) {
    return rest_error(400, 21220, "Call is not in-progress. Cannot redirect.");
  }
  // `canceled` does not touch a call that has been answered.
  const bool answered = found->leg->status == LegStatus::in_progress;
  if (*status == "completed" || !answered) found->call->events.post(EndRequested{found->leg->sid});
  return call_resource(services_.account, *found->leg, services_.clock.now());
}

}  // namespace teleperson::sandbox
