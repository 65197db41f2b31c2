#include "sandbox/twiml/attributes.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <fmt/format.h>

namespace teleperson::sandbox::twiml {
namespace {

bool contains(std::initializer_list<std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// The URL as written if it is absolute, else resolved (RFC 3986 section 5). Nothing if the result is not http(s), or
/// has userinfo, which Twilio leaves out of its signatures.
std::optional<std::string> resolve(std::string_view text, std::string_view base) {
  const auto reference = boost::urls::parse_uri_reference(text);
  const auto base_url = boost::urls::parse_uri(base);
  if (!reference) return std::nullopt;
  boost::urls::url resolved;
  if (reference->has_scheme()) {
    resolved = *reference;
  } else if (!base_url || !boost::urls::resolve(*base_url, *reference, resolved)) {
    return std::nullopt;
  }
  const bool is_http = resolved.scheme() == "http" || resolved.scheme() == "https";
  if (!is_http || resolved.host().empty() || resolved.has_userinfo()) return std::nullopt;
  return reference->has_scheme() ? std::string(text) : std::string(resolved.buffer());
}

}  // namespace

void Attributes::fail(int code, std::string message) {
  if (!error_) error_ = Error{code, std::move(message)};
}

int Attributes::number(const char* name, int least, int most, int otherwise, int error_code) {
  const pugi::xml_attribute attribute = element_.attribute(name);
  if (!attribute) return otherwise;
  const std::string_view text = attribute.value();
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) {
    fail(error_code, fmt::format("<{}> {} must be a whole number from {} to {}.", element_.name(), name, least, most));
    return otherwise;
  }
  return value;
}

bool Attributes::flag(const char* name, int error_code) {
  const pugi::xml_attribute attribute = element_.attribute(name);
  const std::string_view text = attribute.value();
  if (attribute && text != "true" && text != "false") {
    fail(error_code, fmt::format("<{}> {} must be true or false.", element_.name(), name));
  }
  return text == "true";
}

std::optional<Callback> Attributes::callback(const char* url_name, const char* method_name, int error_code) {
  Callback callback;
  const std::string method = text(method_name);
  if (method == "GET") {
    callback.method = HttpMethod::get;
  } else if (!method.empty() && method != "POST") {
    fail(error_code, fmt::format("<{}> {} must be GET or POST.", element_.name(), method_name));
  }
  const std::string url = text(url_name);
  if (url.empty()) return std::nullopt;
  auto resolved = resolve(url, base_url_);
  if (!resolved) {
    fail(11100,
         fmt::format("<{}> {} must be an http or https URL without user and password.", element_.name(), url_name));
    return std::nullopt;
  }
  callback.url = *std::move(resolved);
  return callback;
}

StatusEvents Attributes::status_events(const char* name) {
  const pugi::xml_attribute attribute = element_.attribute(name);
  if (!attribute) return {.completed = true};
  StatusEvents events;
  std::string_view rest = attribute.value();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word == "initiated")
      events.initiated = true;
    else if (word == "ringing")
      events.ringing = true;
    else if (word == "answered")
      events.answered = true;
    else if (word == "completed")
      events.completed = true;
    else if (!word.empty())
      fail(12200, fmt::format("<{}> {} knows initiated, ringing, answered and completed, separated by blanks.",
                              element_.name(), name));
  }
  return events;
}

MachineDetection Attributes::machine_detection(const char* name) {
  const std::string mode = text(name);
  if (mode.empty()) return MachineDetection::off;
  if (mode == "Enable") return MachineDetection::enable;
  if (mode == "DetectMessageEnd") return MachineDetection::detect_message_end;
  fail(12200, fmt::format("<{}> {} must be Enable or DetectMessageEnd.", element_.name(), name));
  return MachineDetection::off;
}

void Attributes::warn(std::initializer_list<std::string_view> read, std::initializer_list<std::string_view> ignored,
                      std::vector<std::string>& warnings) const {
  for (const pugi::xml_attribute attribute : element_.attributes()) {
    const std::string_view name = attribute.name();
    if (contains(read, name)) continue;
    warnings.push_back(contains(ignored, name)
                           ? fmt::format("<{}> {} has no effect in the sandbox.", element_.name(), name)
                           : fmt::format("12200: <{}> has no attribute {}.", element_.name(), name));
  }
}

}  // namespace teleperson::sandbox::twiml
