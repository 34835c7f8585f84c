import type { EngineId } from '@common/contract/ids';
import { type QueryKey, queryOptions } from '@tanstack/react-query';
import type { Client } from './connection';

type Noun = keyof Client;
type Call<N extends Noun, V extends keyof Client[N]> = Client[N][V] extends (
  ...rest: infer Rest
) => Promise<infer Answer>
  ? { input: Rest extends [infer Input, ...unknown[]] ? Input : never; answer: Answer }
  : never;

/** Key of one verb's answer. Begins with the engine, so that all that one engine said can be dropped at once. */
export function verbKey(noun: string, verb: string, input: { readonly engine: EngineId }): QueryKey {
  const { engine, ...rest } = input;
  return [engine, noun, verb, rest];
}

/**
 * TanStack options for a verb that answers once: `useQuery(verbQuery(client, 'containers', 'inspect', { engine, id }))`.
 *
 * A verb new in the contract needs nothing here.
 */
export function verbQuery<N extends Noun, V extends keyof Client[N] & string>(
  client: Client,
  noun: N,
  verb: V,
  input: Call<N, V>['input'] & { readonly engine: EngineId },
) {
  type Answer = Call<N, V>['answer'];
  const call = client[noun][verb] as (input: unknown, options: { signal: AbortSignal }) => Promise<Answer>;
  return queryOptions<Answer, Error, Answer>({
    queryKey: verbKey(noun, verb, input),
    queryFn: ({ signal }) => call(input, { signal }),
  });
}
