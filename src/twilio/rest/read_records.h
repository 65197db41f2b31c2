#pragma once

#include <optional>

#include <boost/json/object.hpp>

#include "twilio/rest/records.h"

namespace teleperson::twilio {

/// Reads one of Twilio's documents into a record: nothing when what identifies it is missing or malformed. Every other
/// field may be missing, null or of another type, and then counts as empty.
template <class Record>
std::optional<Record> read_record(const boost::json::object&);

template <>
std::optional<AccountRecord> read_record(const boost::json::object&);
template <>
std::optional<KeyRecord> read_record(const boost::json::object&);
template <>
std::optional<NewKey> read_record(const boost::json::object&);
template <>
std::optional<ApplicationRecord> read_record(const boost::json::object&);
template <>
std::optional<IncomingNumber> read_record(const boost::json::object&);
template <>
std::optional<OutgoingCallerId> read_record(const boost::json::object&);
template <>
std::optional<CallRecord> read_record(const boost::json::object&);
template <>
std::optional<DialingPermission> read_record(const boost::json::object&);

}  // namespace teleperson::twilio
