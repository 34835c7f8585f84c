/** What every service builds its verbs on, and how what they throw reaches the caller. */
import { randomUUID } from 'node:crypto';
import { mapEventIterator, ORPCError } from '@orpc/client';
import { ValidationError } from '@orpc/contract';
import { implement } from '@orpc/server';
import { BerthError, type ErrorData } from '../common/contract/errors';
import { contract } from '../common/contract/index';
import type { Log } from './log';

/** A verb is implemented by `os.NOUN.VERB.handler(({ input, signal }) => …)`. It throws `BerthError`s. */
export const os = implement(contract);

/**
 * A router whose errors all travel as one shape.
 *
 * `BerthError` -> its data; input that the contract refuses -> `bad-input`; anything else is a fault in Berth: logged with its
 * stack under a fresh id, sent as `internal` with that id. What a caller cancelled is nobody's error.
 */
export function osWithErrors(log: Log) {
  return os.use(async ({ next, path, signal }) => {
    const asSent = (error: unknown) => {
      if (signal?.aborted) return error;
      return toSent(error, path.join('.'), log);
    };
    try {
      const result = await next();
      if (!isStream(result.output)) return result;
      // A stream's errors come later than its answer: the same words for them.
      const output = mapEventIterator(result.output, {
        value: async (value) => value,
        error: async (error) => asSent(error),
      });
      return { ...result, output: output as typeof result.output };
    } catch (error) {
      throw asSent(error);
    }
  });
}

function isStream(output: unknown): output is AsyncIteratorObject<unknown, unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

function toSent(error: unknown, verb: string, log: Log): unknown {
  if (error instanceof ORPCError && error.code === 'BERTH') return error;
  return new ORPCError('BERTH', { status: 400, data: toErrorData(error, { verb, log }) });
}

/** Any thrown value as the contract's shape; what is not known is logged here, and only here. */
export function toErrorData(error: unknown, { verb, log }: { verb: string; log: Log }): ErrorData {
  if (error instanceof BerthError) return error.data;
  const issue = validationIssue(error);
  if (issue) return { code: 'bad-input', params: issue };
  const id = randomUUID();
  log.error('A fault in Berth', { id, verb, error });
  return { code: 'internal', params: {}, id };
}

function validationIssue(error: unknown): { field: string; reason: string } | undefined {
  if (!(error instanceof ORPCError) || !(error.cause instanceof ValidationError)) return undefined;
  const [first] = error.cause.issues;
  const path = first?.path ?? [];
  const field = path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return { field, reason: first?.message ?? 'not valid' };
}
