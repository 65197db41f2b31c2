#pragma once

#include <optional>
#include <ostream>
#include <string>

#include <rapidcheck.h>

#include "calls/call_state.h"

namespace rc {

/// Any state, the contradictory ones too: callbacks come from outside.
template <>
struct Arbitrary<teleperson::calls::CallState> {
  template <class T>
  static Gen<std::optional<T>> maybe(Gen<T> values) {
    return gen::oneOf(gen::just(std::optional<T>()), gen::cast<std::optional<T>>(std::move(values)));
  }

  static Gen<teleperson::calls::CallState> arbitrary() {
    using namespace teleperson::calls;
    return gen::build<CallState>(
        gen::set(&CallState::progress, gen::element(LegProgress::none, LegProgress::initiated, LegProgress::ringing,
                                                    LegProgress::in_progress, LegProgress::ended)),
        gen::set(&CallState::end, gen::element(LegEnd::none, LegEnd::failed, LegEnd::canceled, LegEnd::no_answer,
                                               LegEnd::busy, LegEnd::completed)),
        gen::set(&CallState::answered_by, gen::element(AnsweredBy::none, AnsweredBy::unknown, AnsweredBy::human,
                                                       AnsweredBy::fax, AnsweredBy::machine)),
        gen::set(&CallState::dial_result),
        gen::set(&CallState::bridged, gen::element<std::optional<bool>>(std::nullopt, false, true)),
        gen::set(&CallState::parent_ended), gen::set(&CallState::duration_seconds, maybe(gen::inRange(-5, 20000))),
        gen::set(&CallState::parent_duration_seconds, maybe(gen::inRange(-5, 20000))),
        gen::set(&CallState::sip_response_code, maybe(gen::element(200, 404, 480, 484, 486, 487, 603, 604))),
        gen::set(&CallState::child_call_sid, gen::element<std::string>("", "CA1", "CA2")));
  }
};

}  // namespace rc

namespace teleperson::calls {
inline void showValue(const CallState& s, std::ostream& out) {
  const auto number = [](const std::optional<int>& value) { return value ? std::to_string(*value) : "-"; };
  out << "progress " << static_cast<int>(s.progress) << ", end " << static_cast<int>(s.end) << ", answered by "
      << static_cast<int>(s.answered_by) << ", dial result " << s.dial_result << ", bridged "
      << (s.bridged ? (*s.bridged ? "yes" : "no") : "-") << ", parent ended " << s.parent_ended << ", seconds "
      << number(s.duration_seconds) << ", parent's " << number(s.parent_duration_seconds) << ", SIP "
      << number(s.sip_response_code) << ", child " << s.child_call_sid;
}
}  // namespace teleperson::calls
