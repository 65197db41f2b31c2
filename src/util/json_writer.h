#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace teleperson::util {

/// Appends `text` as a JSON string with its quotes. Malformed UTF-8 becomes U+FFFD, so the output is always valid;
/// control characters beyond ASCII are escaped too, for those who read answers and logs on a terminal.
void append_json_string(std::string& out, std::string_view text);
/// Shortest text that reads back as the same number; `null` for infinities and NaN, which JSON does not have.
void append_json_number(std::string& out, double);
void append_json_number(std::string& out, std::signed_integral auto number) {
  out += std::to_string(number);
}
void append_json_number(std::string& out, std::unsigned_integral auto number) {
  out += std::to_string(number);
}

/// Writes JSON straight into a string: for answers, where building a tree first would cost more than all the rest.
/// Objects and arrays are closed by the call that opens them; commas come by themselves.
///
///     JsonWriter json(body);
///     json.object([&] {
///       json.field("id", id);
///       json.array("numbers", [&] { for (const auto& number : numbers) json.value(number); });
///     });
class JsonWriter {
 public:
  /// Appends to `out`, which must outlive the writer.
  explicit JsonWriter(std::string& out) : out_(out) {}

  template <std::invocable Body>
  void object(Body&& body) {
    nest('{', body, '}');
  }
  template <std::invocable Body>
  void object(std::string_view name, Body&& body) {
    key(name);
    object(body);
  }
  template <std::invocable Body>
  void array(Body&& body) {
    nest('[', body, ']');
  }
  template <std::invocable Body>
  void array(std::string_view name, Body&& body) {
    key(name);
    array(body);
  }

  void value(std::string_view text) {
    separate();
    append_json_string(out_, text);
  }
  void value(const char* text) { value(std::string_view(text)); }
  void value(std::nullptr_t) { literal("null"); }
  void value(std::same_as<bool> auto flag) { literal(flag ? "true" : "false"); }
  template <class Number>
    requires((std::integral<Number> && !std::same_as<Number, bool>) || std::floating_point<Number>)
  void value(Number number) {
    separate();
    append_json_number(out_, number);
  }
  /// `null` if there is none.
  template <class T>
  void value(const std::optional<T>& maybe) {
    if (maybe) {
      value(*maybe);
    } else {
      value(nullptr);
    }
  }

  template <class T>
  void field(std::string_view name, const T& content) {
    key(name);
    value(content);
  }
  /// `json` is JSON already.
  void raw_field(std::string_view name, std::string_view json) {
    key(name);
    literal(json);
  }
  /// Leaves the field out if there is no value.
  template <class T>
  void optional_field(std::string_view name, const std::optional<T>& content) {
    if (content) field(name, *content);
  }

 private:
  void key(std::string_view name) {
    value(name);
    out_ += ':';
    needs_comma_ = false;
  }
  void literal(std::string_view text) {
    separate();
    out_ += text;
  }
  void separate() {
    if (needs_comma_) out_ += ',';
    needs_comma_ = true;
  }
  template <class Body>
  void nest(char open, Body& body, char close) {
    separate();
    out_ += open;
    needs_comma_ = false;
    body();
    out_ += close;
    needs_comma_ = true;
  }

  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace teleperson::util
