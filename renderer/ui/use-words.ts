import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** ui/ knows no app/: the language comes from the instance that app/ gave to react-i18next. Same keys, same rules. */
export function useWords(): (sentence: string, params?: Readonly<Record<string, string | number>>) => string {
  const { t } = useTranslation();
  return useMemo(() => (sentence, params) => t(sentence, { ...params }), [t]);
}
