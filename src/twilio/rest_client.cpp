#include "twilio/rest_client.h"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "twilio/rest/page.h"
#include "twilio/rest/read_records.h"

namespace teleperson::twilio {

namespace {

constexpr std::string_view not_understood = "lacks what identifies the resource";

/// `path?Name=value&...`.
std::string with_query(std::string path, const util::FormFields& fields) {
  return path + '?' + util::encode_form(fields);
}

util::FormFields number_filter(const std::optional<phone::E164>& only) {
  util::FormFields fields = {{"PageSize", "1000"}};
  if (only) fields.emplace_back("PhoneNumber", only->text());
  return fields;
}

template <class Record>
RestResult<Record> to_record(const RestResult<boost::json::object>& document) {
  if (!document) return std::unexpected(document.error());
  auto record = read_record<Record>(*document);
  if (!record) return std::unexpected(unexpected_answer(200, not_understood));
  return *std::move(record);
}

template <class Record>
RestResult<void> append(std::vector<Record>& records, const boost::json::array& items) {
  for (const auto& item : items) {
    auto record = item.is_object() ? read_record<Record>(item.get_object()) : std::nullopt;
    if (!record) return std::unexpected(unexpected_answer(200, not_understood));
    records.push_back(*std::move(record));
  }
  return {};
}

bool is_iso_code(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

RestClient::RestClient(http::Client& http, RestUrls urls, AccountSid account, RestCredentials credentials,
                       std::shared_ptr<RetryPace> pace, RetryRules rules)
    : urls_(std::move(urls)),
      account_(std::move(account)),
      transport_(http, std::move(credentials), std::move(pace), rules) {}

std::string RestClient::resource(std::string_view path) const {
  return fmt::format("{}/2010-04-01/Accounts/{}{}.json", urls_.api, account_.text(), path);
}

template <class Record>
util::Task<RestResult<Record>> RestClient::get(std::string url) const {
  const auto document = co_await transport_.get(std::move(url));
  co_return to_record<Record>(document);
}

template <class Record>
util::Task<RestResult<Record>> RestClient::post(std::string url, util::FormFields fields) const {
  const auto document = co_await transport_.post(std::move(url), std::move(fields));
  co_return to_record<Record>(document);
}

template <class Record>
util::Task<RestResult<std::vector<Record>>> RestClient::list(std::string url, std::string items,
                                                             std::string base_url) const {
  constexpr int most_pages = 200;  // a list that never ends is no list
  std::vector<Record> records;
  for (int pages = 0; !url.empty(); ++pages) {
    if (pages == most_pages) co_return std::unexpected(unexpected_answer(200, "is a list without an end"));
    auto document = co_await transport_.get(std::move(url));
    if (!document) co_return std::unexpected(std::move(document.error()));
    auto page = read_page(*std::move(document), items, base_url);
    if (!page) co_return std::unexpected(std::move(page.error()));
    auto appended = append(records, page->items);
    if (!appended) co_return std::unexpected(std::move(appended.error()));
    url = std::move(page->next);
  }
  co_return records;
}

util::Task<RestResult<AccountRecord>> RestClient::account() const {
  return get<AccountRecord>(resource(""));
}

util::Task<RestResult<std::vector<KeyRecord>>> RestClient::list_keys() const {
  return list<KeyRecord>(with_query(resource("/Keys"), {{"PageSize", "1000"}}), "keys", urls_.api);
}

util::Task<RestResult<NewKey>> RestClient::create_key(std::string friendly_name) const {
  return post<NewKey>(resource("/Keys"), {{"FriendlyName", std::move(friendly_name)}});
}

util::Task<RestResult<std::vector<ApplicationRecord>>> RestClient::find_applications(std::string friendly_name) const {
  auto url = with_query(resource("/Applications"), {{"FriendlyName", std::move(friendly_name)}, {"PageSize", "1000"}});
  return list<ApplicationRecord>(std::move(url), "applications", urls_.api);
}

util::Task<RestResult<ApplicationRecord>> RestClient::application(ApplicationSid sid) const {
  return get<ApplicationRecord>(resource("/Applications/" + sid.text()));
}

util::Task<RestResult<ApplicationRecord>> RestClient::create_application(ApplicationFields fields) const {
  return post<ApplicationRecord>(resource("/Applications"), to_form(fields));
}

util::Task<RestResult<ApplicationRecord>> RestClient::update_application(ApplicationSid sid,
                                                                         ApplicationFields fields) const {
  return post<ApplicationRecord>(resource("/Applications/" + sid.text()), to_form(fields));
}

util::Task<RestResult<std::vector<IncomingNumber>>> RestClient::incoming_numbers(
    std::optional<phone::E164> only) const {
  auto url = with_query(resource("/IncomingPhoneNumbers"), number_filter(only));
  return list<IncomingNumber>(std::move(url), "incoming_phone_numbers", urls_.api);
}

util::Task<RestResult<std::vector<OutgoingCallerId>>> RestClient::outgoing_caller_ids(
    std::optional<phone::E164> only) const {
  auto url = with_query(resource("/OutgoingCallerIds"), number_filter(only));
  return list<OutgoingCallerId>(std::move(url), "outgoing_caller_ids", urls_.api);
}

util::Task<RestResult<CallRecord>> RestClient::call(calls::CallSid sid) const {
  return get<CallRecord>(resource("/Calls/" + sid.text()));
}

util::Task<RestResult<std::vector<CallRecord>>> RestClient::child_calls(calls::CallSid parent) const {
  auto url = with_query(resource("/Calls"), {{"ParentCallSid", parent.text()}, {"PageSize", "50"}});
  return list<CallRecord>(std::move(url), "calls", urls_.api);
}

util::Task<RestResult<CallPage>> RestClient::calls_since(util::Timestamp since, std::string page) const {
  // The `>` belongs to the name: "on or after".
  auto url = page.empty()
                 ? with_query(resource("/Calls"), {{"StartTime>", util::to_rfc3339(since)}, {"PageSize", "1000"}})
                 : std::move(page);
  auto document = co_await transport_.get(std::move(url));
  if (!document) co_return std::unexpected(std::move(document.error()));
  auto read = read_page(*std::move(document), "calls", urls_.api);
  if (!read) co_return std::unexpected(std::move(read.error()));
  CallPage result{.calls = {}, .next = std::move(read->next)};
  auto appended = append(result.calls, read->items);
  if (!appended) co_return std::unexpected(std::move(appended.error()));
  co_return result;
}

util::Task<RestResult<void>> RestClient::end_call(calls::CallSid sid) const {
  constexpr int call_is_over = 21220;
  util::FormFields change = {{"Status", "completed"}};
  auto url = resource("/Calls/" + sid.text());
  auto ended = co_await transport_.post(std::move(url), std::move(change));
  if (ended || ended.error().code == call_is_over) co_return RestResult<void>();
  co_return std::unexpected(std::move(ended.error()));
}

util::Task<RestResult<DialingPermission>> RestClient::dialing_permissions(std::string iso) const {
  if (!is_iso_code(iso)) {
    co_return std::unexpected(RestError{.kind = RestError::Kind::invalid,
                                        .code = std::nullopt,
                                        .message = "a region must be two upper-case letters, such as US"});
  }
  auto url = fmt::format("{}/v1/DialingPermissions/Countries/{}", urls_.voice, iso);
  co_return co_await get<DialingPermission>(std::move(url));
}

util::Task<RestResult<std::vector<DialingPermission>>> RestClient::dialing_permissions() const {
  auto url = fmt::format("{}/v1/DialingPermissions/Countries?PageSize=1000", urls_.voice);
  return list<DialingPermission>(std::move(url), "content", urls_.voice);
}

}  // namespace teleperson::twilio
