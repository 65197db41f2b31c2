#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "http/message.h"
#include "util/task.h"

namespace teleperson::http {

using Handler = std::function<util::Task<Response>(const Request&)>;

/// Finds the handler of a path. `{name}` matches one segment that is not empty; a pattern that ends in `/*` matches
/// everything below, also nothing. What `*` matched is the last path parameter.
///
/// The most specific pattern wins, whatever the method: an exact one (one hash lookup), else one with `{...}` (the
/// first added), else the longest with `/*`. Answers 404 and 405 (with `Allow`) itself, and HEAD with GET's handler.
class Router {
 public:
  /// Throws std::logic_error when the pattern has a handler for this method already.
  void add(Method, std::string pattern, Handler);
  /// Fills in `path_parameters`.
  util::Task<Response> handle(Request&) const;
  /// The pattern of the route that a path takes, for metrics; `other` when none does. Never the path itself.
  std::string_view pattern_of(std::string_view path) const;

 private:
  struct Route {
    std::string pattern;
    std::vector<std::pair<Method, Handler>> handlers;

    const Handler* handler(Method) const;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  /// Appends what `{...}` and `*` matched to `parameters`.
  const Route* find(std::string_view path, std::vector<std::string_view>& parameters) const;

  std::unordered_map<std::string, Route, Hash, std::equal_to<>> exact_;
  std::vector<Route> with_parameters_;
  std::vector<Route> subtrees_;  ///< longest pattern first
};

}  // namespace teleperson::http
