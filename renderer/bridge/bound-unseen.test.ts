import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { boundUnseen } from './bound-unseen';

let client: QueryClient;
beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } });
  boundUnseen(client.getQueryCache(), 2);
});

const options = (name: string) => ({ queryKey: ['inspect', name], queryFn: async () => name });
const known = () =>
  client
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => queryKey[1]);

/** Shows one's answer and leaves again, as a view does. */
async function visit(name: string): Promise<void> {
  const leave = new QueryObserver(client, options(name)).subscribe(() => undefined);
  await expect.poll(() => client.getQueryData(['inspect', name])).toBe(name);
  leave();
}

test('the answers left last are kept, older ones go', async () => {
  for (const name of ['a', 'b', 'c', 'd']) await visit(name);
  expect(known()).toEqual(['c', 'd']);
});

test('one that is looked at again counts from then on', async () => {
  for (const name of ['a', 'b', 'a', 'c']) await visit(name);
  expect(known()).toEqual(['a', 'c']);
});

test('what is on screen, what a stream wrote and what is being fetched stays', async () => {
  const leave = new QueryObserver(client, options('seen')).subscribe(() => undefined);
  client.setQueryData(['inspect', 'live'], 'rows');
  let answer: (value: string) => void = () => undefined;
  const slow = client.fetchQuery({
    queryKey: ['inspect', 'slow'],
    queryFn: () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      }),
  });
  for (const name of ['a', 'b', 'c']) await visit(name);
  expect(known()).toEqual(['seen', 'live', 'slow', 'c']);
  answer('at last');
  expect(await slow).toBe('at last');
  leave();
});
