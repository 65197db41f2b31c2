#include "store/postgresql/availability.h"

#include <algorithm>
#include <utility>

namespace teleperson::store::postgresql {

Availability::Leave Availability::ask(Access access) {
  const std::scoped_lock lock(mutex_);
  if (is_closed_for_good_) return Leave::none;
  Gate& own = gate(access);
  if (!own.is_closed) return Leave::repeatedly;
  return std::exchange(own.is_being_tried, true) ? Leave::none : Leave::once;
}

bool Availability::is_out(Access access) {
  const std::scoped_lock lock(mutex_);
  return is_closed_for_good_ || gate(access).is_closed;
}

void Availability::answered(Access access, Leave leave) {
  const std::scoped_lock lock(mutex_);
  const bool shows_nothing = access == Access::write && lacks_room_ && leave != Leave::once;  // it found a place
  if (shows_nothing) return;
  gate(access) = {};
  if (access == Access::write) lacks_room_ = false;
  if (!since_ || std::ranges::any_of(gates_, &Gate::is_closed)) return;
  const auto length = std::chrono::steady_clock::now() - *std::exchange(since_, std::nullopt);
  if (log_ == nullptr) return;
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(length).count();
  log_->warn("store.available_again", {{"after_ms", milliseconds}});
}

void Availability::failed(Access access, Lack lack, std::string_view why) {
  const std::scoped_lock lock(mutex_);
  gate(access) = {.is_closed = true, .is_being_tried = false};
  if (lack == Lack::room) lacks_room_ = true;
  if (since_) return;
  since_ = std::chrono::steady_clock::now();
  if (log_ != nullptr) log_->error("store.unavailable", {{"error", why}});
}

bool Availability::is_refusing(Access access) {
  const std::scoped_lock lock(mutex_);
  const Gate& own = gate(access);
  return is_closed_for_good_ || (own.is_closed && own.is_being_tried);
}

void Availability::close_for_good(std::string_view why) {
  const std::scoped_lock lock(mutex_);
  if (std::exchange(is_closed_for_good_, true) || log_ == nullptr) return;
  log_->error("store.closed", {{"error", why}});
}

}  // namespace teleperson::store::postgresql
