#include "sandbox/rest/rest_journal.h"

#include <string_view>
#include <utility>

#include "util/encoding.h"
#include "util/json_writer.h"

namespace teleperson::sandbox {
namespace {

std::string_view method_name(http::Method method) {
  switch (method) {
    case http::Method::post:
      return "POST";
    case http::Method::del:
      return "DELETE";
    default:
      return "GET";
  }
}

std::string basic_user(std::string_view authorization) {
  constexpr std::string_view scheme = "Basic ";
  if (!authorization.starts_with(scheme)) return {};
  const auto credentials = util::from_base64(authorization.substr(scheme.size()));
  return credentials ? credentials->substr(0, credentials->find(':')) : std::string();
}

}  // namespace

std::uint64_t RestJournal::add(const http::Request& request, util::Timestamp now) {
  entries_.push_back({.at = now,
                      .method = std::string(method_name(request.method)),
                      .target = std::string(request.target),
                      .content_type = std::string(request.header("Content-Type")),
                      .body = std::string(request.body),
                      .user = basic_user(request.header("Authorization"))});
  if (entries_.size() > capacity) {
    entries_.pop_front();
    ++dropped_;
  }
  return dropped_ + entries_.size() - 1;
}

void RestJournal::finish(std::uint64_t entry, std::uint16_t answered_status) {
  if (entry >= dropped_) entries_[entry - dropped_].status = answered_status;
}

std::string RestJournal::to_json() const {
  std::string body;
  util::JsonWriter json(body);
  json.object([&] {
    json.array("requests", [&] {
      for (const Entry& entry : entries_) {
        json.object([&] {
          json.field("at", util::to_rfc3339_milliseconds(entry.at));
          json.field("method", entry.method);
          json.field("target", entry.target);
          json.field("content_type", entry.content_type);
          json.field("body", entry.body);
          json.field("user", entry.user);
          json.field("status", entry.status);
        });
      }
    });
  });
  return body;
}

}  // namespace teleperson::sandbox
