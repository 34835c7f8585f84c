import { randomBytes } from 'node:crypto';
import { contentPolicy, guardingHeaders } from '../shell/content-policy';

/** An answer that is ready to be sent. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** To a browser that Berth does not know, in words. */
export function strangerPage(): WholeAnswer {
  return page(
    401,
    'This browser needs a new link',
    `<h1>This browser needs a new link</h1>
     <p>Each link that Berth prints opens one browser, once. This one was used, or Berth was started again.</p>
     <p><b>In the terminal where Berth runs, press Enter</b>: it prints a new link.</p>
     <p>Without a terminal, send it a signal: <code>kill -USR2 PID</code>, with the process id that its log begins with.</p>`,
  );
}

/**
 * After the link was pressed somewhere else than in the address bar (the page that opens the browser, a mail).
 *
 * A redirect would still count as coming from there, so the browser would hold back the SameSite=Strict cookie; a step that
 * this page takes itself does not.
 */
export function stepInPage(): WholeAnswer {
  return page(200, 'Berth', '<p>Opening Berth …</p>', '<meta http-equiv="refresh" content="0;url=/">');
}

/** To what can't be anything that Berth itself sent. */
export function plain(status: number, words: string, headers: Readonly<Record<string, string>> = {}): WholeAnswer {
  return {
    status,
    headers: {
      ...guardingHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      ...headers,
    },
    body: `${words}\n`,
  };
}

function page(status: number, title: string, body: string, head = ''): WholeAnswer {
  const nonce = randomBytes(16).toString('base64');
  return {
    status,
    headers: {
      ...guardingHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy(nonce),
      'cache-control': 'no-store',
    },
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>${title}</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 36rem; margin: 15vh auto; padding: 0 1rem }
h1 { font-size: 1.25rem }
</style></head>
<body>${body}</body>
</html>
`,
  };
}
