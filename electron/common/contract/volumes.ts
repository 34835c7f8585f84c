import * as z from 'zod';
import { type EngineId, engineId } from './ids';
import { answers, verb } from './verb';

/** What Berth needs to offer a volume for mounting; the Volumes page will add to it. */
export interface Volume {
  readonly engine: EngineId;
  readonly name: string;
  readonly driver: string;
  readonly anonymous: boolean;
  readonly createdAt?: number;
  readonly labels: Readonly<Record<string, string>>;
}

export const volumes = {
  list: verb.input(z.object({ engine: engineId })).output(answers<readonly Volume[]>()),
};
