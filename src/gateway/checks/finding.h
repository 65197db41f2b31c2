#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace teleperson::gateway::checks {

enum class Status {
  ok,
  warning,  ///< calls work; something is weaker or will break
  failed,   ///< calls, or their record, do not work until it is mended
  skipped,  ///< could not be asked; `what` says why
};
std::string_view to_string(Status);

/// What one check has to say. Texts are for the operator and hold no secret and no dialled number.
struct Finding {
  std::string_view check;  ///< such as `twiml_app`
  Status status = Status::ok;
  std::string what;
  std::string why{};     ///< why it matters; empty when all is well
  std::string remedy{};  ///< what to do, to be copied; empty when all is well
};

using Findings = std::vector<Finding>;

/// Findings of one check.
class Report {
 public:
  explicit Report(std::string_view check) : check_(check) {}

  void ok(std::string what) { add(Status::ok, std::move(what), {}, {}); }
  void skipped(std::string what) { add(Status::skipped, std::move(what), {}, {}); }
  void warning(std::string what, std::string why, std::string remedy) {
    add(Status::warning, std::move(what), std::move(why), std::move(remedy));
  }
  void failed(std::string what, std::string why, std::string remedy) {
    add(Status::failed, std::move(what), std::move(why), std::move(remedy));
  }
  bool empty() const { return findings_.empty(); }
  Findings take() && { return std::move(findings_); }

 private:
  void add(Status status, std::string what, std::string why, std::string remedy) {
    findings_.push_back({check_, status, std::move(what), std::move(why), std::move(remedy)});
  }

  std::string_view check_;
  Findings findings_;
};

}  // namespace teleperson::gateway::checks
