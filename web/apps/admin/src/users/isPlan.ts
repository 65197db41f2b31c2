/** As the gateway has it. */
export const isPlan = (text: string): boolean => /^[a-z0-9_-]{1,32}$/.test(text);
