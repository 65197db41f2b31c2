#include "sandbox/twiml/parse.h"

#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "sandbox/twiml/attributes.h"

namespace teleperson::sandbox::twiml {
namespace {

constexpr std::size_t most_numbers = 10;

std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

/// Reads the elements of one document; the first error ends the reading.
class Reader {
 public:
  explicit Reader(std::string_view base_url) : base_url_(base_url) {}

  std::expected<Document, Error> response(const pugi::xml_node& root) {
    for (const pugi::xml_node& verb : root.children()) {
      if (verb.type() != pugi::node_element) {
        if (!trimmed(verb.value()).empty()) return failure(12200, "<Response> holds text outside of a verb.");
        continue;
      }
      const std::string_view name = verb.name();
      if (name == "Dial")
        document_.verbs.emplace_back(dial(verb));
      else if (name == "Reject")
        document_.verbs.emplace_back(reject(verb));
      else if (name == "Hangup")
        document_.verbs.emplace_back(hangup(verb));
      else if (name == "Say")
        document_.verbs.emplace_back(say(verb));
      else if (name == "Pause")
        document_.verbs.emplace_back(pause(verb));
      else
        return failure(12200, fmt::format("<{}> is not a verb that the sandbox knows: it knows Dial, Reject, Hangup, "
                                          "Say and Pause. Names are case-sensitive.",
                                          name));
      if (error_) return std::unexpected(*std::move(error_));
    }
    return std::move(document_);
  }

 private:
  static std::unexpected<Error> failure(int code, std::string message) {
    return std::unexpected(Error{code, std::move(message)});
  }

  void take_error(const Attributes& attributes) {
    if (!error_) error_ = attributes.error();
  }

  Dial dial(const pugi::xml_node& element) {
    Attributes attributes(element, base_url_);
    Dial dial;
    dial.caller_id = attributes.text("callerId");
    dial.action = attributes.callback("action", "method", 13210);
    dial.answer_on_bridge = attributes.flag("answerOnBridge", 12200);
    dial.timeout = std::chrono::seconds(attributes.number("timeout", 5, 600, 30, 13212));
    dial.time_limit = std::chrono::seconds(attributes.number("timeLimit", 1, 14'400, 14'400, 13216));
    dial.has_time_limit = !attributes.text("timeLimit").empty();
    const std::string record = attributes.text("record");
    dial.is_recorded = !record.empty() && record != "do-not-record" && record != "false";
    attributes.warn({"callerId", "action", "method", "answerOnBridge", "timeout", "timeLimit", "record"},
                    {"callReason", "hangupOnStar", "recordingTrack", "recordingStatusCallback",
                     "recordingStatusCallbackMethod", "recordingStatusCallbackEvent", "recordingConfigurationId",
                     "referUrl", "referMethod", "ringTone", "trim", "sequential"},
                    document_.warnings);

    std::string text;
    for (const pugi::xml_node& child : element.children()) {
      if (child.type() != pugi::node_element) {
        text += child.value();
      } else if (std::string_view(child.name()) == "Number") {
        dial.numbers.push_back(number(child));
      } else {
        attributes.fail(13215, fmt::format("<{}> in <Dial>: the sandbox dials <Number> only.", child.name()));
      }
    }
    if (text = trimmed(text); !text.empty()) {
      if (!dial.numbers.empty()) attributes.fail(13215, "<Dial> holds a number as text beside <Number>.");
      dial.numbers.emplace_back().number = text;
    }
    if (dial.numbers.empty()) attributes.fail(13215, "<Dial> holds no number.");
    if (dial.numbers.size() > most_numbers) attributes.fail(13215, "<Dial> takes at most 10 <Number>.");
    take_error(attributes);
    return dial;
  }

  Number number(const pugi::xml_node& element) {
    Attributes attributes(element, base_url_);
    Number number;
    number.number = trimmed(element.child_value());
    number.status_callback = attributes.callback("statusCallback", "statusCallbackMethod", 13221);
    number.status_events = attributes.status_events("statusCallbackEvent");
    number.machine_detection = attributes.machine_detection("machineDetection");
    number.machine_detection_callback = attributes.callback("amdStatusCallback", "amdStatusCallbackMethod", 13221);
    attributes.number("machineDetectionTimeout", 3, 60, 30, 12200);
    attributes.number("machineDetectionSpeechThreshold", 1000, 6000, 2400, 12200);
    attributes.number("machineDetectionSpeechEndThreshold", 500, 5000, 1200, 12200);
    attributes.number("machineDetectionSilenceTimeout", 2000, 10'000, 5000, 12200);
    attributes.warn({"statusCallback", "statusCallbackMethod", "statusCallbackEvent", "machineDetection",
                     "machineDetectionTimeout", "machineDetectionSpeechThreshold", "machineDetectionSpeechEndThreshold",
                     "machineDetectionSilenceTimeout", "amdStatusCallback", "amdStatusCallbackMethod"},
                    {"sendDigits", "url", "method", "byoc"}, document_.warnings);
    if (number.machine_detection != MachineDetection::off && !number.machine_detection_callback) {
      document_.warnings.emplace_back("21262: <Number> machineDetection without amdStatusCallback.");
    }
    take_error(attributes);
    return number;
  }

  Reject reject(const pugi::xml_node& element) {
    Attributes attributes(element, base_url_);
    const std::string reason = attributes.text("reason");
    if (!reason.empty() && reason != "rejected" && reason != "busy") {
      attributes.fail(12200, "<Reject> reason must be rejected or busy.");
    }
    attributes.warn({"reason"}, {}, document_.warnings);
    take_error(attributes);
    return {};
  }

  Hangup hangup(const pugi::xml_node& element) {
    Attributes(element, base_url_).warn({}, {}, document_.warnings);
    return {};
  }

  Say say(const pugi::xml_node& element) {
    Attributes attributes(element, base_url_);
    Say say{trimmed(element.text().get()), attributes.number("loop", 0, 1000, 1, 13510)};
    attributes.warn({"loop"}, {"voice", "language"}, document_.warnings);
    take_error(attributes);
    return say;
  }

  Pause pause(const pugi::xml_node& element) {
    Attributes attributes(element, base_url_);
    const Pause pause{std::chrono::seconds(attributes.number("length", 0, 600, 1, 13910))};
    attributes.warn({"length"}, {}, document_.warnings);
    take_error(attributes);
    return pause;
  }

  std::string_view base_url_;
  Document document_;
  std::optional<Error> error_;
};

}  // namespace

std::expected<Document, Error> parse(std::string_view xml, std::string_view base_url) {
  const auto failure = [](int code, std::string message) { return std::unexpected(Error{code, std::move(message)}); };

  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(xml.data(), xml.size());
  if (!result) {
    return failure(12100, fmt::format("The document is not XML: {} at byte {}.", result.description(), result.offset));
  }
  const pugi::xml_node root = document.document_element();
  if (root.next_sibling()) return failure(12100, "The document goes on after its root element.");
  if (std::string_view(root.name()) != "Response") {
    return failure(12102, fmt::format("The root element is <{}>, not <Response>.", root.name()));
  }
  return Reader(base_url).response(root);
}

}  // namespace teleperson::sandbox::twiml
