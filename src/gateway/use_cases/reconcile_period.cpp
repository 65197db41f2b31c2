#include "gateway/use_cases/reconcile_period.h"

#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "twilio/call_records.h"
#include "twilio/identity.h"

namespace teleperson::gateway {

namespace {

using Outcome = std::expected<void, PeriodTrouble>;

/// Twilio's clock, and the moment at which it begins a call, differ a little from ours.
constexpr std::chrono::minutes margin{10};
/// The longest that an admin can set; what it was for a lost call is not known.
constexpr std::chrono::seconds longest_call{4 * 3600};
constexpr int rows_a_time = 1000;

PeriodTrouble sentence(const twilio::RestError& error) {
  using Kind = twilio::RestError::Kind;
  const bool wrong = error.kind == Kind::not_authenticated || error.kind == Kind::not_allowed;
  const auto advice = twilio::advice_on(error);
  return {.sentence = fmt::format("Twilio could not be asked: {}.{}{} Nothing is lost{}.", error.message,
                                  advice.empty() ? "" : " ", advice, wrong ? "" : "; try again"),
          .wrong_configuration = wrong};
}

PeriodTrouble database_trouble() {
  return {.sentence = "The database is busy or its disk is full. Try again."};
}

/// One comparison under way.
class Comparison {
 public:
  Comparison(store::Store& store, const twilio::RestClient& rest, const phone::Hasher& hasher, const Period& period)
      : store_(store), rest_(rest), hasher_(hasher), period_(period) {}

  util::Task<std::expected<PeriodReport, PeriodTrouble>> run() {
    const std::array steps{&Comparison::look_at_calls, &Comparison::look_at_tickets, &Comparison::look_at_rows};
    for (const auto step : steps) {
      const auto done = co_await (this->*step)();
      if (!done) co_return std::unexpected(done.error());
    }
    co_return std::move(report_);
  }

 private:
  util::Task<Outcome> look_at_calls() {
    std::string next;
    do {
      const auto page = co_await rest_.calls_since(period_.since - margin, next);
      if (!page) co_return std::unexpected(sentence(page.error()));
      for (const auto& call : page->calls) {
        if (call.parent || !twilio::Identity::parse_from(call.from)) continue;
        at_twilio_.insert(key_of(call.sid));
        if (call.created && *call.created < period_.since) continue;
        const auto done = co_await look_at_call(call);
        if (!done) co_return done;
      }
      next = page->next;
    } while (!next.empty());
    co_return Outcome();
  }

  util::Task<Outcome> look_at_call(const twilio::CallRecord& call) {
    if (!looked_at_.insert(key_of(call.sid)).second) co_return Outcome();
    const auto found = co_await store_.find_handover(call.sid);
    if (!found) co_return std::unexpected(database_trouble());
    const auto& handover = *found;
    if (handover && handover->logged) {
      ++report_.calls;
      co_return Outcome();
    }
    if (handover && handover->refused) {
      ++report_.refused;
      co_return Outcome();
    }
    const auto children = co_await rest_.child_calls(call.sid);
    if (!children) co_return std::unexpected(sentence(children.error()));
    const auto state = twilio::from_records(*children, call, period_.now - period_.records_after);
    if (handover && handover->live) {
      const auto done = co_await settle(call.sid, *handover->live, state);
      co_return done;
    }
    const auto done = co_await look_at_unknown(call, *children, state);
    co_return done;
  }

  /// A call whose callbacks got lost.
  util::Task<Outcome> settle(const calls::CallSid& sid, const calls::CallId& call_id, const calls::CallState& state) {
    if (!state.dial_result) {
      wait_for(sid, state);
      co_return Outcome();
    }
    ++report_.calls;
    if (!period_.write) {
      differ(sid.text(), DifferenceReason::missing);
      co_return Outcome();
    }
    const auto merged = co_await store_.merge_record(call_id, state, period_.now);
    const auto after = co_await store_.find_handover(sid);
    if (!merged || !after) co_return std::unexpected(database_trouble());
    if (*after && (*after)->logged) {
      ++report_.written;
    } else {
      differ(sid.text(), DifferenceReason::unsettled);  // waits for the grace
    }
    co_return Outcome();
  }

  /// A call for which no ticket was redeemed here.
  util::Task<Outcome> look_at_unknown(const twilio::CallRecord& call, const std::vector<twilio::CallRecord>& children,
                                      const calls::CallState& state) {
    const bool may_lack_a_leg = period_.restore && state.parent_ended && !state.dial_result;
    if (children.empty() && !may_lack_a_leg) {
      ++(state.parent_ended ? report_.refused : report_.running);
      co_return Outcome();
    }
    bool is_ours = period_.restore;
    if (is_ours) {
      const auto known = co_await store_.knows_user(twilio::Identity::parse_from(call.from)->user());
      if (!known) co_return std::unexpected(database_trouble());
      is_ours = *known;
    }
    if (!is_ours) {
      report_.not_ours.push_back(call.sid);
      co_return Outcome();
    }
    if (!state.dial_result) {
      wait_for(call.sid, state);
      co_return Outcome();
    }
    const auto done = co_await restore(call, children.front(), state);
    co_return done;
  }

  util::Task<Outcome> restore(const twilio::CallRecord& call, const twilio::CallRecord& callee,
                              const calls::CallState& state) {
    ++report_.calls;
    const auto number = phone::E164::parse(callee.to);
    const auto handed_over_at = call.created ? call.created : callee.created;
    if (!number || !handed_over_at) {
      differ(call.sid.text(), DifferenceReason::number_unknown);
      co_return Outcome();
    }
    if (!period_.write) {
      differ(call.sid.text(), DifferenceReason::missing);
      co_return Outcome();
    }
    const store::LostCall lost{.parent_call_sid = call.sid,
                               .user = twilio::Identity::parse_from(call.from)->user(),
                               .number = hasher_.number(*number),
                               .handed_over_at = *handed_over_at,
                               .verdict = calls::verdict(state, longest_call)};
    const auto logged = co_await store_.log_lost_call(lost);
    if (!logged) co_return std::unexpected(database_trouble());
    if (*logged) ++report_.written;
    co_return Outcome();
  }

  /// Of a call of ours: its end is not known yet.
  void wait_for(const calls::CallSid& sid, const calls::CallState& state) {
    if (calls::phase(state) == calls::Phase::ended) {
      ++report_.calls;
      differ(sid.text(), DifferenceReason::unsettled);
    } else {
      ++report_.running;
    }
  }

  /// Those that Twilio's list of the period did not name.
  util::Task<Outcome> look_at_tickets() {
    const auto tickets = co_await store_.redeemed_since(period_.since);
    if (!tickets) co_return std::unexpected(database_trouble());
    for (const auto& ticket : *tickets) {
      ++report_.tickets;
      const auto& sid = ticket.parent_call_sid;
      if (looked_at_.contains(key_of(sid))) continue;
      const auto call = co_await rest_.call(sid);
      if (call) {
        at_twilio_.insert(key_of(sid));
        const auto done = co_await look_at_call(*call);
        if (!done) co_return done;
      } else if (call.error().kind == twilio::RestError::Kind::not_found) {
        looked_at_.insert(key_of(sid));
        differ(sid.text(), DifferenceReason::not_at_twilio);
      } else {
        co_return std::unexpected(sentence(call.error()));
      }
    }
    co_return Outcome();
  }

  util::Task<Outcome> look_at_rows() {
    auto since = period_.since;
    std::int64_t last = 0;
    for (bool more = true; more;) {
      const auto rows = co_await store_.logged_since(since, last, rows_a_time);
      if (!rows) co_return std::unexpected(database_trouble());
      for (const auto& row : *rows) {
        ++report_.rows;
        if (!at_twilio_.contains(row.call_key) && !looked_at_.contains(row.call_key))
          differ(fmt::format("row {}", row.id), DifferenceReason::not_at_twilio);
        since = row.created_at;
        last = row.id;
      }
      more = rows->size() == static_cast<std::size_t>(rows_a_time);
    }
    co_return Outcome();
  }

  /// As the audit log names a browser's leg.
  static util::Sha256Digest key_of(const calls::CallSid& sid) { return util::sha256(sid.text()); }

  void differ(std::string subject, DifferenceReason reason) {
    report_.differences.push_back({std::move(subject), reason});
  }

  store::Store& store_;
  const twilio::RestClient& rest_;
  const phone::Hasher& hasher_;
  const Period period_;
  std::set<util::Sha256Digest> at_twilio_;  ///< browsers' legs
  std::set<util::Sha256Digest> looked_at_;
  PeriodReport report_;
};

}  // namespace

std::string_view to_string(DifferenceReason reason) {
  switch (reason) {
    case DifferenceReason::unsettled:
      return "unsettled";
    case DifferenceReason::not_at_twilio:
      return "not_at_twilio";
    case DifferenceReason::number_unknown:
      return "number_unknown";
    case DifferenceReason::missing:
      return "missing";
  }
  return {};
}

util::Task<std::expected<PeriodReport, PeriodTrouble>> reconcile_period(store::Store& store,
                                                                        const twilio::RestClient& rest,
                                                                        const phone::Hasher& hasher, Period period) {
  Comparison comparison(store, rest, hasher, period);
  auto report = co_await comparison.run();
  co_return report;
}

}  // namespace teleperson::gateway
