import type { ContainerId, ImageId } from '@common/contract/ids';
import { expect, test } from 'vitest';
import { containerTabs, imageTabs, pageOf, parentOf, paths } from './paths';

const container = 'f'.repeat(64) as ContainerId;
const image = `sha256:${'a'.repeat(64)}` as ImageId;

test('every path that is made is read back as what it was made of', () => {
  for (const kind of ['containers', 'images', 'engines', 'settings'] as const) {
    expect(pageOf(paths[kind]())).toEqual({ kind });
  }
  for (const tab of containerTabs) {
    expect(pageOf(paths.container(container, tab))).toEqual({ kind: 'container', id: container, tab });
  }
  const several = [container, 'e'.repeat(64) as ContainerId];
  expect(pageOf(paths.logs(several))).toEqual({ kind: 'logs', containers: several });
  for (const project of ['shop', 'a/b %2F,c', '../x']) {
    expect(pageOf(paths.projectLogs(project))).toEqual({ kind: 'logs', containers: [], project });
  }
  for (const tab of imageTabs) expect(pageOf(paths.image(image, tab))).toEqual({ kind: 'image', id: image, tab });
});

test('the start is the containers, a thing without a tab its overview', () => {
  expect(pageOf('/')).toEqual({ kind: 'containers' });
  expect(pageOf(`/containers/${container}`)).toEqual({ kind: 'container', id: container, tab: 'overview' });
});

test.each([
  '/nowhere',
  '/containers/x/nowhere',
  '/images/x/logs',
  '/engines/x',
  '/containers/x/logs/y',
  '/images/%E0%A4%A/layers',
  '/__proto__',
  '/logs',
  '/logs/x/y',
  '/logs/x,',
  '/logs/project/',
  '/logs/project/x/y',
  '/logs/%E0%A4%A,x',
])('%s is unknown, not a crash', (path) => {
  expect(pageOf(path)).toEqual({ kind: 'unknown', path });
});

test('Esc leads from a thing to its list, and from a list nowhere', () => {
  expect(parentOf(paths.container(container))).toBe(paths.containers());
  expect(parentOf(paths.image(image))).toBe(paths.images());
  expect(parentOf(paths.logs([container]))).toBe(paths.containers());
  expect(parentOf(paths.containers())).toBeUndefined();
});
