export { chooseLanguage, type Language, loadTexts, type Texts } from './texts';
export { TextsProvider, useTexts } from './TextsProvider';
