#pragma once

namespace teleperson::gateway {

/// Whether the process takes on new calls. Used on the event loop only.
class Lifecycle {
 public:
  bool is_draining() const { return draining_; }
  /// No way back: new tokens and tickets are refused and readiness fails; webhooks of calls under way are served.
  void start_draining() { draining_ = true; }

 private:
  bool draining_ = false;
};

}  // namespace teleperson::gateway
