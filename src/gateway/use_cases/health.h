#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gateway/services.h"
#include "util/task.h"

namespace teleperson::gateway {

struct Health {
  bool ok = true;
  /// Name and result of each check, for people.
  std::vector<std::pair<std::string, std::string>> checks;
};

/// Whether this process can take calls: the database answers and it is not shutting down. Also says, without counting
/// it, whether calling is configured.
util::Task<Health> check_health(const Services&);

}  // namespace teleperson::gateway
