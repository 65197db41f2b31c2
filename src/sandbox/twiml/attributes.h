#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "sandbox/twiml/document.h"
#include "sandbox/twiml/parse.h"

namespace teleperson::sandbox::twiml {

/// Reads the attributes of one element. The first malformed one is kept as the error, so that a reader of an element
/// asks once, at its end. Names are case-sensitive.
class Attributes {
 public:
  /// All must outlive this.
  Attributes(const pugi::xml_node& element, std::string_view base_url) : element_(element), base_url_(base_url) {}

  std::string text(const char* name) const { return element_.attribute(name).value(); }
  /// A whole number between `least` and `most`, or `otherwise` when the attribute is absent.
  int number(const char* name, int least, int most, int otherwise, int error_code);
  /// `true` or `false`.
  bool flag(const char* name, int error_code);
  /// An absolute http or https URL and its method, or nothing when the URL is absent.
  std::optional<Callback> callback(const char* url_name, const char* method_name, int error_code);
  StatusEvents status_events(const char* name);
  MachineDetection machine_detection(const char* name);

  /// One warning for each attribute that is neither in `read` nor in `ignored`, and for each of the latter.
  void warn(std::initializer_list<std::string_view> read, std::initializer_list<std::string_view> ignored,
            std::vector<std::string>& warnings) const;

  void fail(int code, std::string message);
  const std::optional<Error>& error() const { return error_; }

 private:
  const pugi::xml_node& element_;
  std::string_view base_url_;
  std::optional<Error> error_;
};

}  // namespace teleperson::sandbox::twiml
