import type { ContainerDetails } from '../../common/contract/containers';
import { asList, asNumber, asPositive, asRecord, asText, asTexts, asTime } from './raw';
import { asHealth } from './status-text';

/** Podman 4 sends an empty one for a container without a check. */
export function toHealth(value: unknown): ContainerDetails['health'] {
  const raw = asRecord(value);
  const status = asHealth(raw.Status);
  if (status === undefined) return undefined;
  return {
    status,
    failingStreak: asNumber(raw.FailingStreak),
    log: asList(raw.Log).map((item) => {
      const { Start, End, ExitCode, Output } = asRecord(item);
      return {
        startedAt: asTime(Start) ?? 0,
        endedAt: asTime(End) ?? 0,
        exitCode: asNumber(ExitCode),
        output: asText(Output),
      };
    }),
  };
}

/** Nanoseconds to ms; 0 means the engine's default. */
function milliseconds(value: unknown): number | undefined {
  const nano = asPositive(value);
  return nano === undefined ? undefined : nano / 1e6;
}

/** `["NONE"]` switches off a check that the image has. */
export function toHealthcheck(value: unknown): ContainerDetails['healthcheck'] {
  const raw = asRecord(value);
  const test = asTexts(raw.Test);
  if (test.length === 0 || test[0] === 'NONE') return undefined;
  return {
    test,
    interval: milliseconds(raw.Interval),
    timeout: milliseconds(raw.Timeout),
    startPeriod: milliseconds(raw.StartPeriod),
    startInterval: milliseconds(raw.StartInterval),
    retries: asPositive(raw.Retries),
  };
}
