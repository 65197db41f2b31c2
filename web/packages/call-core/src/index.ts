export { type AudioDevice, type AudioDevices, listAudioDevices, watchAudioDevices } from './audioDevices';
export type { CallGateway } from './callAttempt';
export type { CallBackend } from './callBackend';
export { CallEngine, type EngineOptions } from './callEngine';
export {
  type CallPhase,
  type CallSnapshot,
  type DialTarget,
  type EndReason,
  isActive,
  isEndReason,
  type Levels,
} from './callSnapshot';
export { createDirectBackend } from './directBackend';
export { endCall } from './endCall';
export { CallFailure, type FailureReason } from './failure';
export { requestMicrophone } from './microphone';
export type { Quality, QualityGrade, QualityHint } from './quality';
export { isLoopbackHost } from './sandboxSocket';
export { wordsOfReason } from './shownAs';
export type { ChosenDevices } from './voiceLine';
