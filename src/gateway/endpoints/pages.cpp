#include "gateway/endpoints/pages.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "embedded/landing_html.h"
#include "embedded/openapi_yaml.h"
#include "gateway/endpoints/page_policy.h"
#include "http/static_files.h"

namespace teleperson::gateway {

namespace {

constexpr std::string_view landing_security_policy =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

util::Task<http::Response> landing() {
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = embedded::landing_html;
  response.headers = {{"Cache-Control", "no-cache"},
                      {"Content-Security-Policy", std::string(landing_security_policy)},
                      {"Referrer-Policy", "no-referrer"},
                      {"X-Frame-Options", "DENY"}};
  co_return response;
}

util::Task<http::Response> openapi() {
  http::Response response;
  response.content_type = "application/yaml";
  response.body = embedded::openapi_yaml;
  response.headers = {{"Cache-Control", "no-cache"}};
  co_return response;
}

struct Application {
  std::string_view path;    ///< `/try`: its pages are below
  std::string_view folder;  ///< below WEB_ROOT
  std::string_view permissions_policy;
  std::string content_security_policy;
};

/// Relative, so that it also holds behind a proxy that strips a prefix.
util::Task<http::Response> redirect_into(std::string_view path) {
  http::Response response;
  response.status = 308;
  response.headers = {{"Location", std::string(path.substr(1)).append("/")}};
  co_return response;
}

util::Task<http::Response> file(std::shared_ptr<const http::StaticFiles> files, std::string_view permissions_policy,
                                const http::Request& request) {
  auto response = files->serve(request, request.path_parameters.back());
  response.headers.emplace_back("Permissions-Policy", permissions_policy);
  co_return response;
}

void add_application(http::Router& router, const Services& services, Application application) {
  const auto directory = services.config.web_root / application.folder / "dist";
  if (services.config.web_root.empty() || !std::filesystem::exists(directory)) {
    services.log.warn("pages.not_built", {{"application", application.folder},
                                          {"hint", "build the web applications, or set WEB_ROOT to where they are"}});
    return;
  }
  http::PageSecurity security;
  security.content_security_policy = std::move(application.content_security_policy);
  const auto files = std::make_shared<const http::StaticFiles>(directory, std::move(security));
  const std::string path(application.path);
  router.add(http::Method::get, path, [path = application.path](const http::Request&) { return redirect_into(path); });
  router.add(http::Method::get, path + "/*",
             [files, policy = application.permissions_policy](const http::Request& request) {
               return file(files, policy, request);
             });
}

}  // namespace

void add_pages(http::Router& router, const Services& services) {
  router.add(http::Method::get, "/", [](const http::Request&) { return landing(); });
  router.add(http::Method::get, "/openapi.yaml", [](const http::Request&) { return openapi(); });

  add_application(router, services,
                  {.path = "/try",
                   .folder = "dialer-web",
                   .permissions_policy = "microphone=(self), camera=(), geolocation=()",
                   .content_security_policy = dialer_security_policy(services.setup.sandbox_host())});
  add_application(router, services,
                  {.path = "/admin",
                   .folder = "admin",
                   .permissions_policy = "microphone=(self), camera=(), geolocation=()",
                   .content_security_policy = admin_security_policy(services.setup.sandbox_host())});
}

}  // namespace teleperson::gateway
