#pragma once

#include "calls/call_state.h"
#include "calls/ids.h"
#include "phone/e164.h"
#include "phone/hash.h"
#include "phone/number_info.h"
#include "policy/reason.h"
#include "store/sql/cell.h"
#include "util/crypto.h"
#include "util/encoding.h"

namespace teleperson::store::sql {

template <>
struct Cell<phone::E164> : TextCell<phone::E164> {};
template <>
struct Cell<phone::UserIdHash> : TextCell<phone::UserIdHash> {};
template <>
struct Cell<phone::NumberHash> : TextCell<phone::NumberHash> {};
template <>
struct Cell<calls::CallSid> : TextCell<calls::CallSid> {};
template <>
struct Cell<calls::CallId> : TextCell<calls::CallId> {};

/// Lower-case hex.
template <>
struct Cell<util::Sha256Digest> {
  using Stored = std::string;
  static Stored store(const util::Sha256Digest& value) { return util::to_hex(value); }
  static util::Sha256Digest load(const Stored& stored) {
    util::Sha256Digest value;
    if (!util::from_hex(stored, value)) throw DatabaseError("a column holds a malformed hash");
    return value;
  }
};

template <>
struct Cell<policy::Reason> : NameCell<policy::Reason, policy::Reason::daily_limit_reached> {};
template <>
struct Cell<phone::Kind> : NameCell<phone::Kind, phone::Kind::unknown> {};
template <>
struct Cell<calls::Outcome> : NameCell<calls::Outcome, calls::Outcome::failed> {};

// Ordinals, since merging compares them: later or stronger is greater.
template <>
struct Cell<calls::LegProgress> : OrdinalCell<calls::LegProgress, calls::LegProgress::ended> {};
template <>
struct Cell<calls::LegEnd> : OrdinalCell<calls::LegEnd, calls::LegEnd::completed> {};
template <>
struct Cell<calls::AnsweredBy> : OrdinalCell<calls::AnsweredBy, calls::AnsweredBy::machine> {};

}  // namespace teleperson::store::sql
