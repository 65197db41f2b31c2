export { TextsProvider, useTexts } from './TextsProvider';
export { chooseLanguage, type Language, loadTexts, type Texts } from './texts';
