/** On a busy machine what is waited for may take a while; nothing waits longer than it must. Pages under test only. */
export {};

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 10_000 });
}
