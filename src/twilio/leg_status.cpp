#include "twilio/leg_status.h"

namespace teleperson::twilio {

using calls::AnsweredBy;
using calls::LegEnd;
using calls::LegProgress;

LegEnd end_of(std::string_view status) {
  if (status == "completed") return LegEnd::completed;
  if (status == "busy") return LegEnd::busy;
  if (status == "no-answer") return LegEnd::no_answer;
  if (status == "canceled") return LegEnd::canceled;
  if (status == "failed") return LegEnd::failed;
  return LegEnd::none;
}

LegProgress progress_of(std::string_view status) {
  if (status == "queued" || status == "initiated") return LegProgress::initiated;
  if (status == "ringing") return LegProgress::ringing;
  if (status == "in-progress" || status == "answered") return LegProgress::in_progress;
  return end_of(status) == LegEnd::none ? LegProgress::none : LegProgress::ended;
}

AnsweredBy answered_by(std::string_view text) {
  if (text.empty()) return AnsweredBy::none;
  if (text == "human") return AnsweredBy::human;
  if (text == "fax") return AnsweredBy::fax;
  if (text.starts_with("machine")) return AnsweredBy::machine;
  return AnsweredBy::unknown;
}

}  // namespace teleperson::twilio
