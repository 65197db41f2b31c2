#include "sandbox/inspector/call_record.h"

#include <algorithm>

namespace teleperson::sandbox {

std::string_view CallRecord::ending() const {
  for (const Step& step : steps) {
    if (step.kind == "cause") return step.text;
  }
  return {};
}

int CallRecord::code() const {
  for (const Step& step : steps) {
    for (const Finding& finding : step.findings) {
      if (finding.severity == Severity::problem && finding.code != 0) return finding.code;
    }
  }
  return 0;
}

std::vector<const Finding*> CallRecord::findings() const {
  std::vector<const Finding*> all;
  for (const Step& step : steps) {
    for (const Finding& finding : step.findings) {
      const bool known = std::ranges::any_of(all, [&](const Finding* other) { return *other == finding; });
      if (!known) all.push_back(&finding);
    }
  }
  std::ranges::stable_sort(all, {}, [](const Finding* finding) { return finding->severity; });
  return all;
}

}  // namespace teleperson::sandbox
