/** One value in `chrome.storage.local`, whatever an older version or a broken disk has left in its place. */
export interface StoredValue<T> {
  load: () => Promise<T | undefined>;
  save: (value: T) => Promise<void>;
  remove: () => Promise<void>;
  /** `listener` gets the value after each change, made in any of the extension's contexts. Returns the way to stop. */
  watch: (listener: (value: T | undefined) => void) => () => void;
}

/** @param parse gives undefined for what is no such value: it is then treated as absent. */
export function storedValue<T>(key: string, parse: (stored: unknown) => T | undefined): StoredValue<T> {
  const area = () => chrome.storage.local;
  return {
    load: async () => parse((await area().get(key))[key]),
    save: (value) => area().set({ [key]: value }),
    remove: () => area().remove(key),
    watch(listener) {
      const onChanged = (changes: { [key: string]: chrome.storage.StorageChange }) => {
        const change = changes[key];
        if (change) listener(parse(change.newValue));
      };
      area().onChanged.addListener(onChanged);
      return () => area().onChanged.removeListener(onChanged);
    },
  };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
