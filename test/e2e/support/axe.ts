import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe-core finds on the page in both themes, one readable line each. The page's theme must be the system's. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours that are on their way are nobody's colours.
    await page.evaluate(async () => {
      for (let frames = 0; frames < 2; frames += 1) await new Promise((done) => requestAnimationFrame(done));
      await Promise.allSettled(
        document
          .getAnimations()
          .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
          .map(({ finished }) => finished),
      );
    });
    await page.evaluate(source);
    const { violations } = await page.evaluate(
      // Focus guards are a dialog's own: they take the focus and hand it on.
      () =>
        (globalThis as unknown as { axe: { run(context: object): Promise<AxeResult> } }).axe.run({
          exclude: ['[data-base-ui-focus-guard]'],
        }),
    );
    for (const { id, help, nodes } of violations) {
      for (const { html, failureSummary = '' } of nodes) {
        // A menu floats outside of all landmarks, as a dialog does, which axe knows of.
        if (id === 'region' && html.includes('role="menu"')) continue;
        const why = failureSummary.replaceAll(/\s+/g, ' ').slice(0, 300);
        found.push(`${colorScheme}: ${id} (${help}): ${html.slice(0, 200)} ${why}`);
      }
    }
  }
  return found;
}
