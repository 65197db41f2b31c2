#include "http/request_parser.h"

#include <algorithm>

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>

namespace teleperson::http {

namespace beast = boost::beast::http;

namespace {

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

Method method_of(beast::verb verb) {
  switch (verb) {
    case beast::verb::get:
      return Method::get;
    case beast::verb::head:
      return Method::head;
    case beast::verb::post:
      return Method::post;
    case beast::verb::put:
      return Method::put;
    case beast::verb::patch:
      return Method::patch;
    case beast::verb::delete_:
      return Method::del;
    case beast::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

// RFC 3986, section 3.2.2, with a port; also the brackets of an IPv6 address.
bool is_host(std::string_view text) {
  auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-._~%!$&'()*+,;=:[]").contains(c);
  };
  return !text.empty() && std::ranges::all_of(text, allowed);
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Refusal bad_request(std::string_view detail) {
  return {400, "bad_request", "Malformed request", detail};
}

void RequestParser::refuse(std::string_view detail, Error& error) {
  refusal_ = bad_request(detail);
  error = beast::error::bad_field;
}

void RequestParser::on_request_impl(beast::verb verb, Text, Text target, int version, Error& error) {
  // The absolute form (`GET http://host/path`) is for proxies, which this is not.
  if (!target.starts_with('/')) return refuse("Send a target that starts with a slash.", error);
  version_ = version;
  request_.method = method_of(verb);
  request_.target = view(target);
  const auto question_mark = request_.target.find('?');
  request_.path = request_.target.substr(0, question_mark);
  request_.query =
      question_mark == std::string_view::npos ? std::string_view{} : request_.target.substr(question_mark + 1);
}

void RequestParser::on_field_impl(beast::field field, Text name, Text raw_value, Error& error) {
  const auto value = view(raw_value);
  // A trailer must not change what the head said; Beast still checks its form.
  if (in_trailer_) return;

  switch (field) {
    case beast::field::host:
      if (++hosts_ > 1 || !is_host(value)) return refuse("Send exactly one Host header, with a host name.", error);
      break;
    case beast::field::content_length:
      if (++content_lengths_ > 1 || !is_number(value)) return refuse("Send one Content-Length of digits only.", error);
      break;
    case beast::field::transfer_encoding:
      if (!equal_ignoring_case(value, "chunked") || version_ < 11) {  // Beast refuses a second one
        return refuse("Send the body with a Content-Length, or with the one transfer encoding `chunked`.", error);
      }
      break;
    case beast::field::expect:
      expects_continue_ = version_ == 11 && equal_ignoring_case(value, "100-continue");
      break;
    default:
      break;
  }
  request_.headers.emplace_back(view(name), value);
}

void RequestParser::on_header_impl(Error& error) {
  in_trailer_ = true;
  if (version_ == 11 && hosts_ == 0) refuse("Send exactly one Host header, with a host name.", error);
}

std::size_t RequestParser::on_body_impl(Text bytes, Error&) {
  body_.append(bytes.data(), bytes.size());
  return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text bytes, Error&) {
  body_.append(bytes.data(), bytes.size());
  return bytes.size();
}

}  // namespace teleperson::http
