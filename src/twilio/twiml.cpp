#include "twilio/twiml.h"

#include <string_view>

namespace teleperson::twilio {

namespace {

constexpr std::string_view declaration = R"(<?xml version="1.0" encoding="UTF-8"?>)";

/// Connection override: up to three retries, within Twilio's 15 s, on connect failures, read timeouts and 5xx. Twilio
/// neither sends nor signs it.
constexpr std::string_view retries = "#rc=3&rp=ct,rt,5xx";

std::string_view escape_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto escape = escape_of(c);
    escape.empty() ? out += c : out += escape;
  }
}

void attribute(std::string& out, std::string_view name, std::string_view value) {
  out.append(" ").append(name).append("=\"");
  append_escaped(out, value);
  out += '"';
}

void callback(std::string& out, std::string_view name, std::string_view url) {
  attribute(out, name, std::string(url).append(retries));
}

}  // namespace

std::string to_twiml(const DialTwiml& dial) {
  constexpr std::string_view ring_seconds = "30";
  constexpr std::string_view detection_seconds = "30";

  std::string out(declaration);
  out += "<Response><Dial";
  attribute(out, "answerOnBridge", "true");
  attribute(out, "callerId", dial.caller_id.text());
  attribute(out, "timeLimit", std::to_string(dial.time_limit.count()));
  attribute(out, "timeout", ring_seconds);
  callback(out, "action", dial.action_url);
  attribute(out, "method", "POST");
  out += "><Number";
  callback(out, "statusCallback", dial.status_url);
  attribute(out, "statusCallbackEvent", "initiated ringing answered completed");
  attribute(out, "statusCallbackMethod", "POST");
  if (dial.answering_machine_url) {
    // `Enable` classifies within seconds; `DetectMessageEnd` would wait for the end of the greeting.
    attribute(out, "machineDetection", "Enable");
    attribute(out, "machineDetectionTimeout", detection_seconds);
    callback(out, "amdStatusCallback", *dial.answering_machine_url);
    attribute(out, "amdStatusCallbackMethod", "POST");
  }
  out += '>';
  append_escaped(out, dial.number.text());
  return out += "</Number></Dial></Response>";
}

std::string reject_twiml() {
  return std::string(declaration).append(R"(<Response><Reject reason="rejected"/></Response>)");
}

std::string hangup_twiml() {
  return std::string(declaration).append("<Response><Hangup/></Response>");
}

}  // namespace teleperson::twilio
