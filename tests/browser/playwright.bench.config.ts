import config from './playwright.config';

/** Measurements, which no test run makes: they judge nothing. */
export default { ...config, testDir: 'bench', projects: [{ name: 'bench' }] };
