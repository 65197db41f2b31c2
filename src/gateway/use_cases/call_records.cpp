#include "gateway/use_cases/call_records.h"

#include "twilio/call_records.h"

namespace teleperson::gateway {

util::Task<twilio::RestResult<calls::CallState>> ask_about_call(const twilio::RestClient& rest,
                                                                const calls::CallSid& parent,
                                                                util::Timestamp complete_before) {
  const auto children = co_await rest.child_calls(parent);
  if (!children) co_return std::unexpected(children.error());
  std::optional<twilio::CallRecord> browser;
  if (children->empty()) {
    auto found = co_await rest.call(parent);
    if (!found) co_return std::unexpected(found.error());
    browser = std::move(*found);
  }
  co_return twilio::from_records(*children, browser, complete_before);
}

}  // namespace teleperson::gateway
