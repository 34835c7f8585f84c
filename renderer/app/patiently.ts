const waits = [200, 1_000, 3_000];

/**
 * Loads a part of the page, again when it fails.
 *
 * Chromium fails requests that are under way, loopback ones too, when a network interface comes or goes
 * (ERR_NETWORK_CHANGED), and each started container brings one.
 */
export async function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (const wait of waits) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return load();
}
