/** The one channel between preload and main: carries a MessagePort, once a page, and nothing else. */
export const portChannel = 'berth:port';

/** The window message by which preload hands the other end to the page. */
export const portMessage = 'berth:port';
