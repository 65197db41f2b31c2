#include "gateway/endpoints/call_endpoints.h"

#include <utility>

#include "gateway/endpoints/call_document.h"
#include "gateway/endpoints/content_type.h"
#include "gateway/endpoints/new_call.h"
#include "gateway/endpoints/problems.h"
#include "gateway/endpoints/user_endpoint.h"
#include "gateway/use_cases/ticket.h"
#include "gateway/use_cases/user_call.h"
#include "util/json_writer.h"

namespace teleperson::gateway {

namespace {

using CallUseCase = util::Task<Answer<store::CallView>> (*)(const Services&, const Session&, const calls::CallId&);

util::Task<http::Response> create_call(const Services& services, const Session& session, const http::Request& request) {
  if (!has_media_type(request, "application/json")) co_return unsupported_media_type("application/json");
  auto call = parse_new_call(request.body);
  if (!call) co_return bad_request(call.error());
  const auto issued = co_await issue_ticket(services, session, std::move(call->number_id));
  if (!issued) co_return to_problem(issued.error());

  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.field("call_id", issued->call_id.text());
    json.field("ticket", issued->ticket.text());
    json.field("expires_at", util::to_rfc3339(issued->expires_at));
  });
  co_return http::Response::json(std::move(body), 201);
}

util::Task<http::Response> answer_with_call(const Services& services, const Session& session,
                                            const http::Request& request, CallUseCase use_case) {
  const auto id = calls::CallId::parse(request.path_parameters.front());
  if (!id) co_return to_problem(Trouble::call_not_found);
  const auto call = co_await use_case(services, session, *id);
  if (!call) co_return to_problem(call.error());
  co_return http::Response::json(to_json(*call));
}

util::Task<http::Response> get_call(const Services& services, const Session& session, const http::Request& request) {
  return answer_with_call(services, session, request, view_call);
}

util::Task<http::Response> post_end(const Services& services, const Session& session, const http::Request& request) {
  return answer_with_call(services, session, request, end_call);
}

}  // namespace

void add_call_endpoints(http::Router& router, const Services& services) {
  router.add(http::Method::post, "/v1/voice/calls", for_user(services, create_call));
  router.add(http::Method::get, "/v1/voice/calls/{call_id}", for_user(services, get_call));
  router.add(http::Method::post, "/v1/voice/calls/{call_id}/end", for_user(services, post_end));
}

}  // namespace teleperson::gateway
