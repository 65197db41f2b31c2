#pragma once

#include <memory>

#include "gateway/checks/examine.h"

namespace teleperson::gateway::checks {

/// Examinations one at a time: who asks during one gets what that one finds. One event loop.
class SharedExamination {
 public:
  util::Task<Findings> examine(Surroundings);

 private:
  struct Round;
  std::shared_ptr<Round> round_;  ///< null: none is under way
};

}  // namespace teleperson::gateway::checks
