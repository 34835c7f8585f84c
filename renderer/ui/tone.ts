/** What a colour says. Never said by colour alone: a shape or words stand beside it. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral';

export const toneText: Readonly<Record<Tone, string>> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
  neutral: 'text-dim',
};
