#include "sandbox/call/registry.h"

#include <algorithm>

namespace teleperson::sandbox {

void CallRegistry::add(const std::shared_ptr<Call>& call) {
  running_.emplace(call->parent.sid, call);
}

void CallRegistry::finish(const std::shared_ptr<Call>& call) {
  running_.erase(call->parent.sid);
  finished_.push_back(call);
  if (finished_.size() > most_finished) finished_.pop_front();
}

bool CallRegistry::forget(std::string_view call_sid) {
  const auto is_it = [call_sid](const auto& leg) { return leg->sid == call_sid; };
  for (const auto& call : finished_) {
    if (std::erase_if(call->children, is_it) != 0) return true;
  }
  return std::erase_if(finished_, [call_sid](const auto& call) { return call->parent.sid == call_sid; }) != 0;
}

std::shared_ptr<Call> CallRegistry::find(std::string_view call_sid) const {
  for (const auto& [sid, call] : running_) {
    if (call->find_leg(call_sid) != nullptr) return call;
  }
  for (const auto& call : finished_) {
    if (call->find_leg(call_sid) != nullptr) return call;
  }
  return nullptr;
}

std::shared_ptr<Call> CallRegistry::find_running(std::string_view sdk_call_id, std::string_view identity) const {
  for (const auto& [sid, call] : running_) {
    if (call->identity != identity) continue;
    if (sid == sdk_call_id || call->caller.temporary_id() == sdk_call_id) return call;
  }
  return nullptr;
}

}  // namespace teleperson::sandbox
