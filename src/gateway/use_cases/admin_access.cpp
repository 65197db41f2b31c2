#include "gateway/use_cases/admin_access.h"

#include <utility>

#include "gateway/use_cases/session.h"
#include "util/password.h"

namespace teleperson::gateway {
namespace {

constexpr std::chrono::minutes touch_interval{1};
constexpr std::size_t secret_bytes = 32;
/// Of a password; more would only be work for whoever is attacked with it.
constexpr std::size_t longest_password = 1024;

std::unexpected<Refusal> refuse(Trouble trouble) {
  return std::unexpected<Refusal>(trouble);
}

std::unexpected<Refusal> unavailable(const Services& services, std::string_view operation) {
  services.metrics.store_error(operation);
  return refuse(Trouble::unavailable);
}

util::Task<bool> matches(const Services& services, std::string hash, const util::Secret& password) {
  if (password.reveal().size() > longest_password) co_return false;
  auto compare = [&] { return util::password_matches(hash, password); };
  co_return co_await services.password_workers.run(std::move(compare));
}

/// Whether the session's time is over.
bool is_over(const store::AdminSession& session, util::Timestamp now) {
  return now - session.created_at >= admin_session_longest || now - session.last_used_at >= admin_session_idle;
}

struct SignedIn {
  Session session;
  Admin admin;
};

util::Task<Answer<SignedIn>> sign_in(const Services& services, std::string_view extension_token,
                                     const util::Secret& password) {
  auto session = co_await authenticate(services, extension_token);
  if (!session) co_return std::unexpected(session.error());
  const auto& authority = session->authority;
  if (!is_admin(authority.role)) co_return refuse(Trouble::not_admin);

  const auto hash = co_await services.store.admin_password();
  if (!hash) co_return unavailable(services, "admin_password");
  if (!*hash) co_return refuse(Trouble::no_admin_password);
  if (password.empty()) co_return refuse(Trouble::wrong_password);

  const auto now = services.clock.now();
  const auto allowed = co_await services.store.begin_sign_in(authority.user_id, {}, now);
  if (!allowed) co_return unavailable(services, "begin_sign_in");
  if (!*allowed) co_return refuse(Trouble::too_many_sign_ins);
  if (!co_await matches(services, **hash, password)) {
    if (!co_await services.store.fail_sign_in(authority.user_id, now)) co_return unavailable(services, "fail_sign_in");
    co_return refuse(Trouble::wrong_password);
  }
  Admin admin{.user_id = authority.user_id,
              .first_name = authority.first_name,
              .token = session->token_hash,
              .is_super = authority.role == "super_admin"};
  co_return SignedIn{.session = std::move(*session), .admin = std::move(admin)};
}

}  // namespace

bool is_admin(std::string_view role) {
  return role == "admin" || role == "super_admin";
}

util::Task<Answer<Admin>> admin_by_password(const Services& services, std::string_view extension_token,
                                            const util::Secret& password) {
  auto signed_in = co_await sign_in(services, extension_token, password);
  if (!signed_in) co_return std::unexpected(signed_in.error());
  if (!co_await services.store.end_sign_in(signed_in->admin.user_id)) co_return unavailable(services, "end_sign_in");
  co_return std::move(signed_in->admin);
}

util::Task<Answer<std::string>> open_admin_session(const Services& services, std::string_view extension_token,
                                                   const util::Secret& password) {
  const auto signed_in = co_await sign_in(services, extension_token, password);
  if (!signed_in) co_return std::unexpected(signed_in.error());
  auto cookie = util::random_hex(secret_bytes);
  const store::NewAdminSession session{
      .session = util::sha256(cookie), .token = signed_in->session.token_hash, .user_id = signed_in->admin.user_id};
  const auto now = services.clock.now();
  const auto opened = co_await services.store.open_admin_session(session, now, now - admin_session_longest);
  if (!opened) co_return unavailable(services, "open_admin_session");
  if (*opened != store::Change::made) co_return std::unexpected<Refusal>(policy::Reason::unauthorized);
  co_return cookie;
}

util::Task<Answer<Admin>> admin_by_session(const Services& services, std::string_view cookie) {
  if (cookie.size() != 2 * secret_bytes) co_return refuse(Trouble::not_signed_in);
  const auto hash = util::sha256(cookie);
  const auto found = co_await services.store.admin_session(hash);
  if (!found) co_return unavailable(services, "admin_session");
  const auto now = services.clock.now();
  const auto& session = *found;
  if (!session || is_over(*session, now)) co_return refuse(Trouble::not_signed_in);
  if (!is_admin(session->role)) co_return refuse(Trouble::not_admin);
  if (now - session->last_used_at >= touch_interval) services.store.touch_admin_session(hash, now);
  co_return Admin{.user_id = session->user_id,
                  .first_name = session->first_name,
                  .token = session->token,
                  .is_super = session->role == "super_admin",
                  .session = hash,
                  .session_started_at = session->created_at};
}

util::Task<bool> is_still_admin(const Services& services, const Admin& admin) {
  if (admin.session) {
    const auto found = co_await services.store.admin_session(*admin.session);
    if (!found) services.metrics.store_error("admin_session");
    co_return found && *found && !is_over(**found, services.clock.now()) && is_admin((*found)->role);
  }
  const auto found = co_await services.store.authority(admin.token);
  if (!found) services.metrics.store_error("authority");
  co_return found && *found && !(*found)->caller.disabled && is_admin((*found)->role);
}

util::Task<Answer<void>> sign_out(const Services& services, const Admin& admin, SignOut which) {
  const auto now = services.clock.now();
  // Named before it is awaited: g++ 12 mixes up temporaries of both arms of a conditional.
  store::Result<store::Change> done;
  if (which == SignOut::everywhere) {
    done = co_await services.store.close_admin_sessions(admin.user_id, admin.actor(), now);
  } else if (admin.session) {
    done = co_await services.store.close_admin_session(*admin.session, admin.actor(), now);
  }
  if (!done) co_return unavailable(services, "sign_out");
  co_return Answer<void>();
}

}  // namespace teleperson::gateway
