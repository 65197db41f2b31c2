export { ColorSchemeToggle } from './ColorSchemeToggle';
export { LevelMeter } from './LevelMeter';
export { UiProvider } from './UiProvider';
export { Wordmark } from './Wordmark';
