/**
 * What the page may load and run, the same in both shells: our own files and nothing else.
 *
 * Styles that libraries make at run time (xterm, Base UI) carry the nonce, which index.html hands over as
 * `<meta name="csp-nonce" content="__CSP_NONCE__">`; the placeholder is replaced at each answer. Scripts get no nonce: all of
 * them are files. `element.style` is not markup and needs no permission.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

export const noncePlaceholder = '__CSP_NONCE__';

/** On every answer of either shell. */
export const guardingHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};
