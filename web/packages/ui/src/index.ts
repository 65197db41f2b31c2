export { ColorSchemeToggle } from './ColorSchemeToggle';
export { LevelMeter } from './LevelMeter';
export { mountPage } from './mountPage';
export { UiProvider } from './UiProvider';
export { Wordmark } from './Wordmark';
