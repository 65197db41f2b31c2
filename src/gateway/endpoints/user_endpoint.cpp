#include "gateway/endpoints/user_endpoint.h"

#include <utility>

#include "gateway/endpoints/problems.h"

namespace teleperson::gateway {

namespace {

util::Task<http::Response> authenticate_and_answer(const Services& services, UserEndpoint endpoint,
                                                   const http::Request& request) {
  const auto session = co_await authenticate(services, request.header("X-TLE-Token"));
  if (!session) co_return to_problem(session.error()).no_store();
  auto response = co_await endpoint(services, *session, request);
  co_return std::move(response).no_store();
}

}  // namespace

http::Handler for_user(const Services& services, UserEndpoint endpoint) {
  return [&services, endpoint](const http::Request& request) {
    return authenticate_and_answer(services, endpoint, request);
  };
}

}  // namespace teleperson::gateway
