#include "http/curl_handle.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <stdexcept>
#include <string_view>

namespace teleperson::http {

namespace {

/// What libcurl's callbacks fill in.
struct Transfer {
  const std::atomic<bool>& stop;
  std::size_t room;  ///< bytes of head and body that may still come
  ClientResponse response{};
  bool too_large = false;

  bool take(std::size_t bytes) {
    too_large = too_large || bytes > room;
    if (!too_large) room -= bytes;
    return !too_large;
  }
};

std::size_t on_body(const char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.take(size)) return 0;  // makes libcurl give up
  transfer.response.body.append(data, size);
  return size;
}

std::size_t on_header(const char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.take(size)) return 0;
  std::string_view line(data, size);
  auto& headers = transfer.response.headers;
  if (line.starts_with("HTTP/")) {  // a new head: the one before was an interim answer
    headers.clear();
    return size;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return size;
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  auto value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  value = value.substr(0, value.find_last_not_of(" \t\r\n") + 1);
  headers.emplace_back(std::move(name), value);
  return size;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const Transfer*>(user)->stop ? 1 : 0;
}

// libcurl reads `no_proxy` only when it is given no list, and loopback must never go through a proxy.
std::string hosts_without_proxy() {
  std::string hosts = "127.0.0.1,localhost,::1";
  for (const auto* name : {"no_proxy", "NO_PROXY"}) {
    if (const auto* value = std::getenv(name); value && *value) return hosts + ',' + value;
  }
  return hosts;
}

/// When the peer's own certificate, which libcurl lists first, ends to be valid.
std::optional<util::Timestamp> certificate_expires(CURL* curl) {
  constexpr std::string_view name = "Expire date:";
  curl_certinfo* chain = nullptr;
  if (curl_easy_getinfo(curl, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1) return {};
  for (const auto* entry = chain->certinfo[0]; entry; entry = entry->next) {
    const std::string text(entry->data);
    std::tm utc{};
    if (text.starts_with(name) && ::strptime(text.c_str() + name.size(), " %b %d %H:%M:%S %Y", &utc)) {
      return util::Timestamp(std::chrono::seconds(::timegm(&utc)));
    }
  }
  return {};
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

bool splits_a_head(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

void append(HeaderList& list, const std::string& line) {
  auto* extended = curl_slist_append(list.get(), line.c_str());
  if (!extended) throw std::bad_alloc();
  (void)list.release();
  list.reset(extended);
}

ClientError::Kind kind_of(CURLcode code, bool sent) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
      return ClientError::Kind::connect;
    case CURLE_OPERATION_TIMEDOUT:
      return sent ? ClientError::Kind::timeout : ClientError::Kind::connect;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_SHUTDOWN_FAILED:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return ClientError::Kind::tls;
    default:
      return ClientError::Kind::other;
  }
}

}  // namespace

CurlHandle::CurlHandle(const std::atomic<bool>& stop) : stop_(stop), handle_(curl_easy_init()) {
  if (!handle_) throw std::runtime_error("libcurl does not start");
}

std::expected<ClientResponse, ClientError> CurlHandle::perform(const ClientRequest& request) {
  auto* curl = handle_.get();
  curl_easy_reset(curl);  // forgets options and credentials, keeps connections

  HeaderList headers;
  for (const auto& [name, value] : request.headers) {
    if (splits_a_head(name) || splits_a_head(value)) {
      return std::unexpected(ClientError{ClientError::Kind::other, "a header to be sent holds a line break"});
    }
    append(headers, value.empty() ? name + ';' : name + ": " + value);  // libcurl's way to send an empty header
  }
  append(headers, "Expect:");  // else bodies over 1 MB wait a second for `100 Continue`

  Transfer transfer{.stop = stop_, .room = request.max_response_bytes};
  std::array<char, CURL_ERROR_SIZE> message{};
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, hosts_without_proxy().c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  if (!request.body.empty() || request.method == "POST") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());  // not copied
  }
  if (!request.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(curl, CURLOPT_USERNAME, request.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, std::string(request.password.reveal()).c_str());
  }
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.total_timeout.count()));
  if (request.wants_certificate) {
    curl_easy_setopt(curl, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  }
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &on_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, message.data());

  const auto code = curl_easy_perform(curl);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  if (code == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    transfer.response.status = static_cast<int>(status);
    if (request.wants_certificate) transfer.response.certificate_expires = certificate_expires(curl);
    return std::move(transfer.response);
  }
  if (transfer.too_large) {
    return std::unexpected(
        ClientError{ClientError::Kind::too_large,
                    "the answer is larger than " + std::to_string(request.max_response_bytes) + " bytes"});
  }
  curl_off_t ready_to_send = 0;  // microseconds from the start, set on kept connections too
  curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &ready_to_send);
  const auto kind = kind_of(code, ready_to_send > 0);
  // The detailed text names hosts and certificates, never a path; for other errors libcurl may quote the URL.
  const bool detailed = kind != ClientError::Kind::other && message[0] != '\0';
  return std::unexpected(ClientError{kind, detailed ? message.data() : curl_easy_strerror(code)});
}

}  // namespace teleperson::http
