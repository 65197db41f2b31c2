export type { Formats } from './formats';
export { type Language, languages } from './languages';
export { TextsProvider, useFormats, useTexts } from './TextsProvider';
export { loadTexts, type Texts, type Words } from './texts';
