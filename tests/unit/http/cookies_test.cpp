#include "http/cookies.h"

#include <gtest/gtest.h>

namespace teleperson::http {
namespace {

std::string_view find(std::string_view header, std::string_view name) {
  Request request;
  request.headers = {{"Cookie", header}};
  return cookie(request, name);
}

TEST(Cookie, IsFoundByItsWholeName) {
  EXPECT_EQ(find("a=1; session=2; b=3", "session"), "2");
  EXPECT_EQ(find("session=x=y", "session"), "x=y");
  EXPECT_EQ(find("session=first; session=second", "session"), "first");
  EXPECT_EQ(find("a=1;session=2", "session"), "2");
}

TEST(Cookie, IsEmptyWhenThereIsNone) {
  for (const std::string_view header :
       {"", ";", ";;; ", "session", "xsession=1", "Session=1", "session =1", "=session"})
    EXPECT_EQ(find(header, "session"), "") << header;
}

}  // namespace
}  // namespace teleperson::http
