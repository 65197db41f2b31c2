export type { AudioDevice, AudioDevices } from './audioDevices';
export type { CallGateway } from './callAttempt';
export type { CallBackend } from './callBackend';
export { CallEngine } from './callEngine';
export {
  type CallPhase,
  type CallSnapshot,
  type DialTarget,
  type EndReason,
  isActive,
  type Levels,
} from './callSnapshot';
export { createDirectBackend } from './directBackend';
export type { FailureReason } from './failure';
export type { Quality, QualityGrade, QualityHint } from './quality';
