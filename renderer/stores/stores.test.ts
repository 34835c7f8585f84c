import { beforeEach, expect, test } from 'vitest';
import { useScreen } from './screen';
import { useToasts } from './toasts';

beforeEach(() => useToasts.setState({ toasts: [] }));

test('at most four toasts, and none twice', () => {
  const { show } = useToasts.getState();
  for (const title of ['a', 'b', 'c', 'a', 'd', 'e']) show({ tone: 'bad', title });
  expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual(['c', 'a', 'd', 'e']);
});

test('opening and closing Activity both mark what ended so far as seen', () => {
  useScreen.setState({ activityOpen: false, activitySeenAt: 0 });
  useScreen.getState().toggleActivity();
  expect(useScreen.getState()).toMatchObject({ activityOpen: true });
  expect(useScreen.getState().activitySeenAt).toBeGreaterThan(0);
  useScreen.getState().toggleActivity(false);
  expect(useScreen.getState().activityOpen).toBe(false);
});
