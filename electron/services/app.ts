import type { AppInfo, Notice } from '../common/contract/app';
import { os } from './os';
import { createValueFeed } from './value-feed';

/** What Berth has to say about itself. The same thing is said once. */
export interface Notices {
  add(notice: Notice): void;
}

export function createApp(info: AppInfo) {
  const feed = createValueFeed<readonly Notice[]>([]);
  const notices: Notices = {
    add(notice) {
      const said = feed.get().some((one) => JSON.stringify(one) === JSON.stringify(notice));
      if (!said) feed.set([...feed.get(), notice]);
    },
  };
  const verbs = {
    info: os.app.info.handler(() => info),
    notices: os.app.notices.handler(({ signal }) => feed.watch(signal)),
  };
  return { verbs, notices };
}
