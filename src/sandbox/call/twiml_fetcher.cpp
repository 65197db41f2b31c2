#include "sandbox/call/twiml_fetcher.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "sandbox/twiml/parse.h"

namespace teleperson::sandbox {
namespace {

using Result = std::expected<twiml::Document, twiml::Error>;

/// `text/xml` of `Text/XML; charset=utf-8`.
std::string media_type(std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  while (type.ends_with(' '))
    type.pop_back();
  std::ranges::transform(type, type.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return type;
}

}  // namespace

Result document_of(const WebhookAnswer& answer, const std::string& url) {
  if (answer.body.empty()) return std::unexpected(twiml::Error{11770, "The answer is empty."});
  const std::string type = media_type(answer.content_type);
  if (type == "text/xml" || type == "application/xml" || type == "text/html") return twiml::parse(answer.body, url);
  if (type == "text/plain") {
    if (auto document = twiml::parse(answer.body, url)) return document;
    twiml::Document aloud;
    aloud.verbs.emplace_back(twiml::Say{answer.body, 1});
    return aloud;
  }
  return std::unexpected(
      twiml::Error{12300, "The answer's Content-Type must be text/xml, application/xml or text/html."});
}

util::Task<Result> TwimlFetcher::ask(Webhook webhook) {
  const std::string url = parse_webhook_url(webhook.target.url).url;
  auto answer = co_await services_.webhooks.send(std::move(webhook));
  if (!answer) co_return std::unexpected(twiml::Error{answer.error().code, std::move(answer.error().message)});

  co_return document_of(*answer, url);  // the inspector tells what is wrong with it
}

util::Task<Result> TwimlFetcher::fetch(Webhook webhook, twiml::Callback to_fallback) {
  Webhook fallback = webhook;
  Result document = co_await ask(std::move(webhook));
  if (document || document.error().code == WebhookFailure::dropped || to_fallback.url.empty()) co_return document;

  fallback.fields.emplace_back("ErrorCode", std::to_string(document.error().code));
  fallback.fields.emplace_back("ErrorUrl", parse_webhook_url(fallback.target.url).url);
  fallback.kind = WebhookKind::fallback;
  fallback.target = std::move(to_fallback);
  Result second = co_await ask(std::move(fallback));
  if (second) co_return second;
  co_return document;
}

}  // namespace teleperson::sandbox
