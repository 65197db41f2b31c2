import errors from './en.errors.json';
import words from './en.json';

/** English: its words for reasons and codes are made of api/errors.yaml. */
export default { ...words, dialer: { ...words.dialer, ...errors } };
