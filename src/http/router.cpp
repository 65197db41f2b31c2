#include "http/router.h"

#include <algorithm>
#include <stdexcept>

#include "http/problem.h"

namespace teleperson::http {

namespace {

std::string_view take_segment(std::string_view& path) {
  auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(path.size(), segment.size() + 1));
  return segment;
}

bool matches(std::string_view pattern, std::string_view path, std::vector<std::string_view>& parameters) {
  if (std::ranges::count(pattern, '/') != std::ranges::count(path, '/')) return false;
  parameters.clear();
  while (!pattern.empty() || !path.empty()) {
    auto expected = take_segment(pattern);
    auto segment = take_segment(path);
    if (expected.starts_with('{')) {
      if (segment.empty()) return false;
      parameters.push_back(segment);
    } else if (segment != expected) {
      return false;
    }
  }
  return true;
}

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      break;
  }
  return {};
}

util::Task<Response> ready(Response response) {
  co_return response;
}

}  // namespace

const Handler* Router::Route::handler(Method method) const {
  auto found = std::ranges::find(handlers, method, &std::pair<Method, Handler>::first);
  if (found != handlers.end()) return &found->second;
  return method == Method::head ? handler(Method::get) : nullptr;
}

void Router::add(Method method, std::string pattern, Handler handler) {
  auto route_in = [&](std::vector<Route>& routes) -> Route& {
    auto found = std::ranges::find(routes, pattern, &Route::pattern);
    return found != routes.end() ? *found : routes.emplace_back(Route{pattern, {}});
  };
  const bool subtree = pattern.ends_with("/*");
  auto& route = subtree                  ? route_in(subtrees_)
                : pattern.contains("/{") ? route_in(with_parameters_)
                                         : exact_.try_emplace(pattern, Route{pattern, {}}).first->second;
  if (std::ranges::count(route.handlers, method, &std::pair<Method, Handler>::first) != 0) {
    throw std::logic_error("the route " + pattern + " has two handlers for one method");
  }
  route.handlers.emplace_back(method, std::move(handler));
  if (subtree) std::ranges::stable_sort(subtrees_, std::greater<>{}, [](const Route& r) { return r.pattern.size(); });
}

const Router::Route* Router::find(std::string_view path, std::vector<std::string_view>& parameters) const {
  if (auto exact = exact_.find(path); exact != exact_.end()) return &exact->second;
  for (const auto& route : with_parameters_) {
    if (matches(route.pattern, path, parameters)) return &route;
  }
  parameters.clear();
  for (const auto& route : subtrees_) {
    auto root = std::string_view(route.pattern);
    root.remove_suffix(1);
    if (!path.starts_with(root)) continue;
    parameters.push_back(path.substr(root.size()));
    return &route;
  }
  return nullptr;
}

util::Task<Response> Router::handle(Request& request) const {
  request.path_parameters.clear();
  const auto* route = find(request.path, request.path_parameters);
  if (!route) {
    return ready(problem(404, "not_found", "There is nothing here", "Check the path."));
  }
  if (const auto* handler = route->handler(request.method)) return (*handler)(request);

  std::string allow;
  for (const auto& [method, handler] : route->handlers) {
    if (!allow.empty()) allow += ", ";
    allow += name_of(method);
    if (method == Method::get) allow += ", HEAD";
  }
  auto response = problem(405, "method_not_allowed", "This path does not take this method",
                          "Use one of the methods of the Allow header.");
  response.headers.emplace_back("Allow", std::move(allow));
  return ready(std::move(response));
}

std::string_view Router::pattern_of(std::string_view path) const {
  std::vector<std::string_view> parameters;
  const auto* route = find(path, parameters);
  return route ? std::string_view(route->pattern) : "other";
}

}  // namespace teleperson::http
