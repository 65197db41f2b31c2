#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "util/task.h"

namespace teleperson::http {

using Handler = std::function<util::Task<Response>(const Request&)>;

/// Finds the handler of a path. `{name}` matches one segment; a pattern that ends in `/*` matches everything below.
/// Exact routes are one hash lookup. Answers 404 and 405 (with `Allow`) itself, and HEAD with GET's handler.
class Router {
 public:
  void add(Method, std::string pattern, Handler);
  /// Fills in `path_parameters`.
  util::Task<Response> handle(Request&) const;
  /// The pattern of the route that a path takes, for metrics; `other` when none does. Never the path itself.
  std::string_view pattern_of(std::string_view path) const;

 private:
  struct Route;
  std::vector<Route> routes_;
};

}  // namespace teleperson::http
