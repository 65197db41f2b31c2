#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "phone/number_info.h"
#include "store/directory.h"

namespace teleperson::store {

struct PlanCount {
  std::optional<std::string> plan;
  std::int64_t users = 0;
  std::int64_t disabled = 0;
  std::int64_t ready = 0;  ///< neither disabled nor without a token
};

/// Numbers that are alike in all that the policy asks about.
struct NumberCount {
  phone::NumberInfo info;
  bool company_reviewed = false;
  bool verified = false;
  bool lapsed = false;        ///< verified, but until a time that has passed
  bool is_caller_id = false;  ///< the operator's own number
  std::int64_t numbers = 0;
};

/// Who could call, and whom.
struct Census {
  std::vector<PlanCount> plans;
  std::vector<NumberCount> numbers;
  std::optional<util::Timestamp> last_answered_at;  ///< the last call that a person answered
};

class CensusReader {
 public:
  /// From counts that are kept with each change, so it takes no longer for a million users.
  virtual util::Task<Result<Census>> census(const std::optional<phone::E164>& caller_id, util::Timestamp now) = 0;

  /// The companies whose numbers were verified last, with all their numbers; reviewed or not.
  virtual util::Task<Result<CompanyPage>> last_verified() = 0;

 protected:
  ~CensusReader() = default;
};

}  // namespace teleperson::store
