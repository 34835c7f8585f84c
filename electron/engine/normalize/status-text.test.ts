import { expect, test } from 'vitest';
import { readStatusText } from './status-text';

test.each([
  ['Exited (3) 2 hours ago', { exitCode: 3 }],
  ['Exited (-1) 2 hours ago', { exitCode: -1 }],
  ['Up 2 minutes (healthy)', { health: 'healthy' }],
  ['Up 2 minutes (unhealthy)', { health: 'unhealthy' }],
  ['Up 5 seconds (health: starting)', { health: 'starting' }],
  ['Up 5 seconds (starting)', { health: 'starting' }], // Podman 5
  ['Up 6 seconds (Paused)', {}],
  ['Restarting (1) 1 second ago', { exitCode: 1 }],
  ['Created', {}],
  ['', {}],
])('%s', (text, expected) => {
  expect(readStatusText(text)).toEqual(expected);
});
