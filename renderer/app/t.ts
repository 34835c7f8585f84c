import i18next, { type i18n } from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

/** The page's languages. A sentence's key is the English sentence itself, so English needs no file. */
const words: i18n = i18next.createInstance();

void words.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: false,
  // Sentences hold dots and colons.
  keySeparator: false,
  nsSeparator: false,
  resources: {},
  initAsync: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  returnEmptyString: false,
});

export type Translate = (sentence: string, params?: Readonly<Record<string, string | number>>) => string;

/** The sentence in the person's language, with `{{param}}` filled in. */
export const t: Translate = (sentence, params) => words.t(sentence, { ...params });

/** As `t`, and draws anew when the language changes. */
export function useT(): Translate {
  const { t: translate } = useTranslation(undefined, { i18n: words });
  return useMemo<Translate>(() => (sentence, params) => translate(sentence, { ...params }), [translate]);
}

/** A sentence with a number: `counted(3, '{{count}} line', '{{count}} lines')`. */
export function counted(
  count: number,
  one: string,
  other: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return words.t(other, { ...params, count, defaultValue_one: one, defaultValue_other: other });
}
