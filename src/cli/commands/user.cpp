#include "cli/database.h"
#include "cli/output.h"
#include "cli/values.h"
#include "util/encoding.h"

namespace teleperson::cli {
namespace {

bool is_role(const std::string& text) {
  return text == "user" || text == "admin" || text == "super_admin";
}

bool is_email(const std::string& text) {
  const auto at = text.find('@');
  return at != std::string::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == std::string::npos &&
         text.size() <= 254 && text.find_first_of(" \t\r\n") == std::string::npos;
}

/// Runs a change of one user after checking the id.
template <class Change>
int change_user(const Context& context, const std::string& id, std::string_view done, Change change) {
  const auto user_id = parse_user_id(id);
  if (!user_id) return refuse("The user id", user_id.error());
  Database database(context.config);
  return report(context, change(database, *user_id), "user", done);
}

}  // namespace

int user_add(const Context& context, const store::NewUser& user) {
  if (user.email && !is_email(*user.email)) return refuse("--email", "must be an e-mail address");
  if (user.plan) {
    if (const auto plan = parse_plan(*user.plan); !plan) return refuse("--plan", plan.error());
  }
  if (user.first_name && (user.first_name->size() > 100 || !util::is_utf8(*user.first_name))) {
    return refuse("--first-name", "must be at most 100 bytes of UTF-8");
  }
  if (!is_role(user.role)) return refuse("--role", "must be user, admin or super_admin");
  return change_user(context, user.id, "Added the user. Next: teleperson-voice token issue USER_ID",
                     [&user](Database& database, const std::string&) {
                       return database.wait(database->add_user(user, {}, database.now()));
                     });
}

int user_set_plan(const Context& context, const std::string& id, const std::string& plan) {
  const auto parsed = parse_plan(plan);
  if (!parsed) return refuse("PLAN", parsed.error());
  return change_user(context, id, "Changed the plan. It counts from the user's next request on.",
                     [&parsed](Database& database, const std::string& user_id) {
                       return database.wait(database->set_plan(user_id, *parsed, {}, database.now()));
                     });
}

int user_set_role(const Context& context, const std::string& id, const std::string& role) {
  if (!is_role(role)) return refuse("ROLE", "must be user, admin or super_admin");
  return change_user(context, id, "Changed the role.", [&role](Database& database, const std::string& user_id) {
    return database.wait(database->set_role(user_id, role, {}, database.now()));
  });
}

int user_set_disabled(const Context& context, const std::string& id, bool disabled) {
  return change_user(context, id, disabled ? "Disabled the user." : "Enabled the user.",
                     [disabled](Database& database, const std::string& user_id) {
                       return database.wait(database->set_disabled(user_id, disabled, {}, database.now()));
                     });
}

}  // namespace teleperson::cli
