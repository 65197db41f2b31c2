#include "sandbox/inspector/inspector.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "sandbox/call/twiml_fetcher.h"
#include "sandbox/inspector/findings.h"

namespace teleperson::sandbox {
namespace {

/// All that a finished webhook shows, with what is wrong with the TwiML that it brought.
std::vector<Finding> findings_of(const JournalEntry& entry) {
  std::vector<Finding> findings = findings_of_webhook(entry);
  const bool answered = !entry.attempts.empty() && entry.attempts.back().result == AttemptResult::success;
  if (!answered || !asks_for_twiml(entry.webhook.kind)) return findings;

  const auto document = document_of({entry.answer.content_type, entry.answer.body}, entry.url);
  if (!document) {
    findings.push_back(finding_of_twiml_error(document.error()));
  } else {
    std::ranges::move(findings_of_document(*document), std::back_inserter(findings));
  }
  return findings;
}

}  // namespace

Inspector::Inspector(boost::asio::any_io_executor executor, WebhookJournal& journal, const util::Logger& log,
                     const util::Clock& clock)
    : journal_(journal), log_(log), clock_(clock), feed_(std::move(executor)) {
  journal_.on_change([this](const JournalEntry& entry) { webhook_changed(entry); });
}

CallRecord& Inspector::add(CallRecord record) {
  record.at = clock_.now();
  records_.push_back(std::make_shared<CallRecord>(std::move(record)));
  if (records_.size() > most_calls) records_.pop_front();
  return *records_.back();
}

void Inspector::append(CallRecord& record, Step step) {
  step.at = clock_.now();
  for (const Finding& finding : step.findings)
    report(record, finding);
  if (record.steps.size() < most_steps) record.steps.push_back(std::move(step));
  record.changed = feed_.changed();
}

void Inspector::report(const CallRecord& record, const Finding& finding) {
  const bool again = finding.severity != Severity::problem && !reported_.insert(finding.id).second;
  if (again || record.times > 1) return;
  log_.warn("finding", {{"finding", finding.id},
                        {"call", record.id},
                        {"code", finding.code},
                        {"problem", finding.problem},
                        {"remedy", finding.remedy}});
}

void Inspector::call_began(std::shared_ptr<const Call> call, const AccessToken& token) {
  CallRecord record;
  record.id = call->parent.sid;
  record.identity = token.identity;
  record.token_expires = token.expires;
  if (token.outgoing) record.application_sid = token.outgoing->application_sid;
  record.call = std::move(call);
  CallRecord& added = add(std::move(record));
  append(added, {.kind = "token",
                 .text = "Access token accepted",
                 .details = {{"identity", token.identity},
                             {"expires", util::to_rfc3339(token.expires)},
                             {"application_sid", added.application_sid}},
                 .findings = {}});
  append(added, {.kind = "call",
                 .text = "The Voice SDK places the call",
                 .details = added.call->request.parameters,
                 .findings = {}});
}

void Inspector::refused(const SignallingError& error, const AccessToken* token) {
  Finding finding = finding_of_refusal(error);
  const std::string identity = token == nullptr ? std::string() : token->identity;
  if (!records_.empty()) {
    CallRecord& last = *records_.back();
    const bool same = !last.call && last.identity == identity && last.code() == error.code;
    if (same) {
      ++last.times;
      last.at = clock_.now();
      last.changed = feed_.changed();
      return;
    }
  }
  CallRecord record;
  record.id = fmt::format("refused-{}", ++refusals_);
  record.identity = identity;
  if (token != nullptr) {
    record.token_expires = token->expires;
    if (token->outgoing) record.application_sid = token->outgoing->application_sid;
  }
  const std::string_view what = token == nullptr ? "Access token refused" : "Call refused";
  append(add(std::move(record)), {.kind = "cause",
                                  .text = fmt::format("{}: {}", what, error.message),
                                  .details = {{"code", std::to_string(error.code)}},
                                  .findings = {std::move(finding)}});
}

CallRecord* Inspector::find_mutable(std::string_view id) const {
  for (auto record = records_.rbegin(); record != records_.rend(); ++record) {
    if ((*record)->id == id || ((*record)->call && (*record)->call->find_leg(id) != nullptr)) return record->get();
  }
  return nullptr;
}

const CallRecord* Inspector::find(std::string_view id) const {
  return find_mutable(id);
}

void Inspector::note(std::string_view call_sid, Step step) {
  if (CallRecord* record = find_mutable(call_sid)) append(*record, std::move(step));
}

void Inspector::webhook_changed(const JournalEntry& entry) {
  CallRecord* record = find_mutable(entry.webhook.call_sid);
  if (record == nullptr) return;
  const auto step = std::ranges::find(record->steps, entry.id, &Step::webhook);
  if (step == record->steps.end()) {
    if (entry.attempts.empty()) {
      Step sent{.kind = "webhook", .text = std::string(to_string(entry.webhook.kind)), .details = {}, .findings = {}};
      sent.webhook = entry.id;
      append(*record, std::move(sent));
    }
    return;
  }
  if (entry.finished) {
    step->findings = findings_of(entry);
    for (const Finding& finding : step->findings)
      report(*record, finding);
  }
  record->changed = feed_.changed();
}

}  // namespace teleperson::sandbox
