#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "http/message.h"
#include "util/time.h"

namespace teleperson::gateway {

/// The fields of a request's JSON object, each taken once; at the end, what is wrong. Strict: no field is left over.
///
///     JsonFields fields(request);
///     const auto id = fields.text("id", 128);
///     if (auto refusal = fields.complaint()) co_return *refusal;
class JsonFields {
 public:
  explicit JsonFields(const http::Request&);

  /// 1 to `longest` bytes, without control characters.
  std::string text(std::string_view name, std::size_t longest);
  /// The same, or nothing when the field is absent, `null` or empty.
  std::optional<std::string> optional_text(std::string_view name, std::size_t longest);
  /// The same, with line breaks and tabs.
  std::optional<std::string> optional_paragraph(std::string_view name, std::size_t longest);
  /// An array of at most `most` such texts; empty when the field is absent or `null`.
  std::vector<std::string> texts(std::string_view name, std::size_t most, std::size_t longest);
  /// Complains when the field is absent: `null` has to be said. To be called before it is taken.
  void require(std::string_view name);
  /// A whole number from 0; nothing when the field is absent or `null`.
  std::optional<std::int64_t> optional_whole(std::string_view name);
  /// An RFC 3339 time; nothing when the field is absent or `null`.
  std::optional<util::Timestamp> optional_time(std::string_view name);
  bool truth(std::string_view name);
  /// The same; false when the field is absent or `null`.
  bool optional_truth(std::string_view name);

  /// The 400 or 415 that says what to send instead; nothing: all is well. To be called when all fields were taken.
  std::optional<http::Response> complaint();

 private:
  /// Removes the field. Null: it is absent.
  std::optional<boost::json::value> take(std::string_view name);
  bool to_truth(std::string_view name, const std::optional<boost::json::value>&);
  void complain(std::string_view name, std::string_view what);
  std::optional<std::string> take_text(std::string_view name, std::size_t longest, std::string_view also);

  boost::json::object object_;
  std::optional<http::Response> refusal_;
};

}  // namespace teleperson::gateway
