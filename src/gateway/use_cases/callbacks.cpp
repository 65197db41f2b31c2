#include "gateway/use_cases/callbacks.h"

namespace teleperson::gateway {

namespace {

std::optional<store::CallKey> key_of(const std::optional<calls::CallId>& call, const twilio::CallbackNews& news) {
  if (call) return store::CallKey(*call);
  if (news.parent_call_sid) return store::CallKey(*news.parent_call_sid);
  return std::nullopt;
}

}  // namespace

util::Task<Answer<void>> merge_callback(const Services& services, WebhookKind kind,
                                        const std::optional<calls::CallId>& call, const twilio::CallbackNews& news) {
  const auto key = key_of(call, news);
  bool known = false;
  if (key) {
    const auto merged = co_await services.store.merge(*key, news.state, services.clock.now());
    if (!merged) {
      services.metrics.store_error("merge");
      co_return std::unexpected<Refusal>(Trouble::unavailable);
    }
    known = *merged;
    if (known) services.watch.look_now();
  }
  services.metrics.callback(kind, known ? CallbackFate::merged : CallbackFate::unknown_call);
  services.log.debug("callback", {{"kind", to_string(kind)},
                                  {"known", known},
                                  {"call_id", call ? std::string_view(call->text()) : std::string_view()}});
  co_return Answer<void>();
}

}  // namespace teleperson::gateway
