#include "sandbox/callee/directory.h"

#include <utility>

#include "sandbox/inspector/findings.h"
#include "sandbox/inspector/inspector.h"

namespace teleperson::sandbox {

CalleeDirectory::CalleeDirectory(boost::asio::any_io_executor executor, const Script& script, ScriptTiming timing,
                                 boost::asio::ip::address media_address, HandsetHub& handsets, Inspector& inspector,
                                 const util::Logger& log)
    : executor_(std::move(executor)),
      script_(script),
      timing_(timing),
      media_address_(std::move(media_address)),
      handsets_(handsets),
      inspector_(inspector),
      log_(log) {}

std::shared_ptr<Callee> CalleeDirectory::dial(Invitation invitation, CalleeListener listener) {
  if (const auto behaviour = script_.behaviour_of(invitation.to)) {
    return play(*behaviour, std::move(invitation), std::move(listener));
  }
  HandsetHub::Dialled dialled = handsets_.dial(invitation, listener);
  switch (dialled.reach) {
    case HandsetHub::Reach::ringing:
      return std::move(dialled.callee);
    case HandsetHub::Reach::all_busy:
      return play(Behaviour::busy, std::move(invitation), std::move(listener));
    case HandsetHub::Reach::nobody_home:
      inspector_.note(invitation.call_sid, {.kind = "leg",
                                            .text = "No phone is switched on for the number",
                                            .details = {{"to", invitation.to}, {"CallSid", invitation.call_sid}},
                                            .findings = {finding_of_nobody_home()}});
      return play(Behaviour::no_answer, std::move(invitation), std::move(listener));
  }
  return nullptr;
}

std::shared_ptr<Callee> CalleeDirectory::play(Behaviour behaviour, Invitation invitation, CalleeListener listener) {
  auto callee =
      std::make_shared<ScriptedCallee>(executor_, behaviour, timing_, media_address_, log_, std::move(listener));
  callee->start(std::move(invitation));
  return callee;
}

}  // namespace teleperson::sandbox
