import { layer, type SampleImage, type SampleLayer } from './image-archive';

const text = (line: string, kib: number) => `${line}\n`.repeat(Math.ceil((kib * 1024) / (line.length + 1)));

/** An image whose layers add, overwrite, delete, re-add and hide files: everything a layer viewer has to get right. */
export async function layersImage(base: SampleLayer): Promise<SampleImage> {
  const steps: SampleLayer[] = [
    base,
    await layer('COPY app /app', [
      { name: 'app', type: 'directory' },
      { name: 'app/main.js', content: text('export const version = 1;', 24) },
      { name: 'app/config.json', content: '{"mode":"development"}\n' },
      { name: 'app/README', content: 'First edition\n' },
    ]),
    await layer('COPY packages /app/packages', [
      { name: 'app/packages', type: 'directory' },
      ...Array.from({ length: 40 }, (_, index) => ({
        name: `app/packages/part-${String(index).padStart(2, '0')}.js`,
        content: text(`export const part = ${index};`, 8),
      })),
    ]),
    { step: 'ENV MODE=production' },
    await layer('RUN fetch-data', [
      { name: 'var/cache', type: 'directory' },
      { name: 'var/cache/archive.bin', content: Buffer.alloc(2 * 1024 * 1024, 'cache ') },
    ]),
    await layer('RUN build', [
      { name: 'app/dist', type: 'directory' },
      { name: 'app/dist/bundle.js', content: text('console.log("built");', 300) },
      { name: 'app/main.js', content: text('export const version = 2;', 24) },
    ]),
    await layer('RUN rm -r /var/cache/archive.bin', [{ name: 'var/cache/.wh.archive.bin' }]),
    await layer('RUN rm /app/README', [{ name: 'app/.wh.README' }]),
    // Hides all that lower layers have in the directory, and puts new content in its place.
    await layer('RUN replace packages', [
      { name: 'app/packages', type: 'directory' },
      { name: 'app/packages/.wh..wh..opq' },
      { name: 'app/packages/all.js', content: text('export const all = true;', 64) },
    ]),
    await layer('COPY config.json /app/', [{ name: 'app/config.json', content: '{"mode":"production"}\n' }]),
    await layer('RUN chmod +x /app/main.js', [
      { name: 'app/main.js', content: text('export const version = 2;', 24), mode: 0o755 },
    ]),
    await layer('RUN ln -s main.js /app/start', [{ name: 'app/start', type: 'symlink', target: 'main.js' }]),
    await layer('RUN echo again > /app/README', [{ name: 'app/README', content: 'Second edition\n' }]),
    await layer('RUN rm -r /app/dist', [{ name: 'app/.wh.dist' }]),
    await layer('RUN mkdir "/app/odd names"', [
      { name: 'app/odd names', type: 'directory' },
      { name: 'app/odd names/ünïcode – ✓', content: 'unicode\n' },
      { name: 'app/odd names/<b>html &amp;', content: 'html\n' },
    ]),
    { step: 'LABEL purpose=layers' },
    { step: 'CMD ["sh"]' },
  ];
  return { tag: 'sample/layers:1', layers: steps, config: { Cmd: ['sh'], Labels: { purpose: 'layers' } } };
}
