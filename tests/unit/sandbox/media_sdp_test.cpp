#include <gmock/gmock.h>

#include "sandbox/media/sdp.h"

namespace teleperson::sandbox::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view fingerprint_line =
    "a=fingerprint:sha-256 "
    "F2:94:CE:EF:26:82:3E:1A:B8:1D:4C:27:AB:0B:35:65:CE:5C:35:BE:16:F1:FA:4F:1A:A8:A1:00:58:ED:27:74\r\n";

// As the Voice SDK in Chromium makes it, less what nobody reads.
std::string sdk_offer() {
  return "v=0\r\no=- 5856961685441177748 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
         "m=audio 9 UDP/TLS/RTP/SAVPF 0 111 63 9 8 13 110 126\r\nc=IN IP4 0.0.0.0\r\n"
         "a=ice-ufrag:2MqC\r\na=ice-pwd:b2S76ShpLzFEiPKt/sGjCRu5\r\na=ice-options:trickle\r\n" +
         std::string(fingerprint_line) +
         "a=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n"
         "a=rtpmap:0 PCMU/8000\r\na=rtpmap:111 opus/48000/2\r\n"
         "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n";
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

SdpAnswer some_answer() {
  SdpAnswer answer;
  answer.version = 3;
  answer.ice = {"ufra", "passwordpasswordpassword"};
  answer.fingerprint.fill(0xAB);
  answer.candidate = {boost::asio::ip::make_address("127.0.0.1"), 40000};
  answer.ssrc = 77;
  answer.cname = "name";
  return answer;
}

TEST(SdpOffer, ReadsTheOfferOfTheVoiceSdk) {
  const auto offer = SdpOffer::parse(sdk_offer());
  ASSERT_TRUE(offer) << offer.error();
  EXPECT_EQ(offer->mid, "0");
  EXPECT_EQ(offer->ice, (IceCredentials{"2MqC", "b2S76ShpLzFEiPKt/sGjCRu5"}));
  EXPECT_EQ(offer->fingerprint[0], 0xF2);
  EXPECT_EQ(offer->fingerprint[31], 0x74);
  EXPECT_EQ(offer->pcmu, 0);
  EXPECT_EQ(offer->telephone_event, 126);
  EXPECT_TRUE(offer->is_bundled);
}

// As Firefox does it.
TEST(SdpOffer, ReadsAttributesOfTheSession) {
  auto text = replaced(sdk_offer(), fingerprint_line, "");
  text = replaced(text, "t=0 0\r\n", "t=0 0\r\n" + std::string(fingerprint_line));
  EXPECT_TRUE(SdpOffer::parse(text));
}

TEST(SdpOffer, LetsTheSectionOverruleTheSession) {
  const auto offer =
      SdpOffer::parse(replaced(sdk_offer(), "t=0 0\r\n", "t=0 0\r\na=ice-ufrag:other\r\na=inactive\r\n"));
  ASSERT_TRUE(offer) << offer.error();
  EXPECT_EQ(offer->ice.ufrag, "2MqC");
}

TEST(SdpOffer, TakesPayloadTypesFromTheOffer) {
  auto text = replaced(sdk_offer(), "SAVPF 0 ", "SAVPF 96 ");
  text = replaced(text, "a=rtpmap:0 PCMU/8000", "a=rtpmap:96 pcmu/8000");
  text = replaced(text, "a=rtpmap:126 telephone-event/8000\r\n", "");
  const auto offer = SdpOffer::parse(text);
  ASSERT_TRUE(offer) << offer.error();
  EXPECT_EQ(offer->pcmu, 96);
  EXPECT_EQ(offer->telephone_event, std::nullopt);
}

TEST(SdpOffer, SaysWhatIsMissing) {
  constexpr struct {
    std::string_view what, with, why;
  } cases[] = {
      {"m=audio", "m=video", "exactly one media section"},
      {"a=rtcp-mux\r\n", "a=rtcp-mux\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n", "exactly one media section"},
      {"UDP/TLS/RTP/SAVPF", "RTP/AVP", "UDP/TLS/RTP/SAVPF"},
      {"a=sendrecv", "a=recvonly", "sendrecv"},
      {"a=rtcp-mux\r\n", "", "rtcp-mux"},
      {"a=setup:actpass", "a=setup:passive", "a=setup"},
      {"a=setup:actpass\r\n", "", "a=setup"},
      {"a=mid:0\r\n", "", "a=mid"},
      {"a=mid:0", "a=mid:0 a=evil", "a=mid"},
      {"a=mid:0", "a=mid:0\ra=evil", "a=mid"},
      {"a=mid:0", "a=mid:0123456789012345678901234567890123456789012345678901234567890123456789", "a=mid"},
      {"a=ice-ufrag:2MqC", "a=ice-ufrag:2Mq", "a=ice-ufrag"},
      {"a=ice-ufrag:2MqC", "a=ice-ufrag:2MqC:x", "a=ice-ufrag"},
      {"a=ice-pwd:b2S76ShpLzFEiPKt/sGjCRu5", "a=ice-pwd:short", "a=ice-pwd"},
      {"sha-256", "sha-1", "a=fingerprint"},
      {"F2:94", "F2:9", "a=fingerprint"},
      {"F2:94", "F2", "a=fingerprint"},
      {"F2:94", "F29:4", "a=fingerprint"},
      {"F2:94", "F2:9X", "a=fingerprint"},
      {"a=rtpmap:0 PCMU/8000", "a=rtpmap:0 PCMU/16000", "PCMU"},
      {"SAVPF 0 ", "SAVPF ", "PCMU"},
      {"SAVPF 0 111 63 9 8 13 110 126\r\n", "SAVPF 200\r\na=rtpmap:200 PCMU/8000\r\na=rtpmap:201 PCMU/8000\r\n",
       "PCMU"},
  };
  for (const auto& [what, with, why] : cases) {
    SCOPED_TRACE(with);
    const auto offer = SdpOffer::parse(replaced(sdk_offer(), what, with));
    ASSERT_FALSE(offer);
    EXPECT_THAT(offer.error(), HasSubstr(why));
  }
  EXPECT_THAT(SdpOffer::parse(sdk_offer() + std::string(16 * 1024, 'x')).error(), HasSubstr("16 KiB"));
}

TEST(SdpOffer, RefusesEveryTruncation) {
  const auto whole = replaced(sdk_offer(), "a=rtpmap:126 telephone-event/8000\r\n", "");
  const auto last_needed = whole.find("a=rtpmap:0 PCMU/8000") + std::string_view("a=rtpmap:0 PCMU/8000").size();
  for (std::size_t size = 0; size < last_needed; ++size)
    EXPECT_FALSE(SdpOffer::parse(whole.substr(0, size))) << size;
  EXPECT_TRUE(SdpOffer::parse(whole.substr(0, last_needed)));
}

TEST(SdpAnswer, HoldsAllThatTheCallerNeeds) {
  const auto offer = SdpOffer::parse(sdk_offer());
  ASSERT_TRUE(offer);
  EXPECT_EQ(some_answer().to_string(*offer),
            "v=0\r\no=- 77 3 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\na=ice-lite\r\n"
            "m=audio 40000 UDP/TLS/RTP/SAVPF 0 126\r\nc=IN IP4 127.0.0.1\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n"
            "a=rtpmap:0 PCMU/8000\r\na=rtpmap:126 telephone-event/8000\r\na=fmtp:126 0-15\r\na=ptime:20\r\n"
            "a=msid:name audio\r\na=ssrc:77 cname:name\r\n"
            "a=ice-ufrag:ufra\r\na=ice-pwd:passwordpasswordpassword\r\n"
            "a=fingerprint:sha-256 AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:"
            "AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB\r\n"
            "a=setup:passive\r\na=candidate:1 1 udp 2130706431 127.0.0.1 40000 typ host\r\na=end-of-candidates\r\n");
}

TEST(SdpAnswer, PromisesNoMoreThanWasOffered) {
  auto text = replaced(sdk_offer(), "a=rtpmap:126 telephone-event/8000\r\n", "");
  text = replaced(text, "a=group:BUNDLE 0\r\n", "");
  const auto answer = some_answer().to_string(SdpOffer::parse(text).value());
  EXPECT_THAT(answer, Not(HasSubstr("telephone-event")));
  EXPECT_THAT(answer, Not(HasSubstr("BUNDLE")));
}

TEST(SdpAnswer, WritesIpv6) {
  auto answer = some_answer();
  answer.candidate.address(boost::asio::ip::make_address("::1"));
  const auto text = answer.to_string(SdpOffer::parse(sdk_offer()).value());
  EXPECT_THAT(text, HasSubstr("c=IN IP6 ::1\r\n"));
  EXPECT_THAT(text, HasSubstr("2130706431 ::1 40000 typ host"));
}

}  // namespace
}  // namespace teleperson::sandbox::media
