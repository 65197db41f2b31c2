#include "gateway/checks/finding.h"

namespace teleperson::gateway::checks {

std::string_view to_string(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::warning:
      return "warning";
    case Status::failed:
      return "failed";
    case Status::skipped:
      return "skipped";
  }
  return "";
}

}  // namespace teleperson::gateway::checks
