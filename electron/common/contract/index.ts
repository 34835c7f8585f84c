/** All that can be said between a page and main, as one value. Its keys are the allow-list. */
import { app } from './app';
import { containers } from './containers';
import { engines } from './engines';
import { files } from './files';
import { folders } from './folders';
import { images } from './images';
import { jobs } from './jobs';
import { logs } from './logs';
import { networks } from './networks';
import { processes } from './processes';
import { settings } from './settings';
import { stats } from './stats';
import { terminals } from './terminals';
import { transfers } from './transfers';
import { volumes } from './volumes';

export const contract = {
  app,
  engines,
  containers,
  files,
  folders,
  images,
  jobs,
  logs,
  networks,
  processes,
  stats,
  terminals,
  transfers,
  settings,
  volumes,
};
export type Contract = typeof contract;
