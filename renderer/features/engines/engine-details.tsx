import type { Capability, EngineInfo, EngineState } from '@common/contract/engines';
import { Check, Minus, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { asError } from '../../bridge/errors';
import { formatMemory } from '../../ui/format-bytes';
import { productName } from './attempt-words';
import { capabilityWords } from './capability-words';

interface Props {
  readonly engine: EngineState;
  readonly info: EngineInfo | undefined;
  readonly error: unknown;
}

/** What an engine says of itself (product.md E2), and what it can't do. */
export function EngineDetails({ engine, info, error }: Props) {
  const t = useT();
  const words = error === undefined || info ? undefined : errorWords(asError(error));
  return (
    <section aria-label={t('Engine {{name}}', { name: engine.name })} className="flex flex-col gap-6">
      {words && (
        <p role="alert" className="m-0 text-bad">
          {words.what}. <span className="text-dim">{[words.why, words.todo].filter(Boolean).join(' ')}</span>
        </p>
      )}
      {info && <Warnings warnings={info.warnings} />}
      {info && <Facts info={info} />}
      {engine.capabilities && <CapabilityList capabilities={engine.capabilities} />}
    </section>
  );
}

function Warnings({ warnings }: { warnings: readonly string[] }) {
  const t = useT();
  if (warnings.length === 0) return null;
  return (
    <section aria-label={t('Warnings')} className="rounded-block bg-mod px-4 py-2.5">
      <ul className="m-0 flex list-none flex-col gap-1 p-0">
        {warnings.map((warning) => (
          <li key={warning} className="flex gap-2">
            <TriangleAlert aria-hidden="true" size={14} className="mt-[3px] shrink-0 text-warn" />
            <bdi>{warning}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

const join = (parts: readonly (string | false | undefined)[]) => parts.filter(Boolean).join(' · ');

function Facts({ info }: { info: EngineInfo }) {
  const t = useT();
  return (
    <div className="grid gap-x-10 gap-y-6 @min-[860px]/frame:grid-cols-2">
      <Block title={t('Versions')}>
        <Fact name={productName(info.product)}>{info.version}</Fact>
        <Fact name={t('API')}>
          {join([
            t('{{version}} in use', { version: info.usedApiVersion }),
            t('the engine speaks {{minimum}} to {{newest}}', {
              minimum: info.minApiVersion ?? '?',
              newest: info.apiVersion,
            }),
          ])}
        </Fact>
        {info.components
          // Docker lists itself among its components.
          .filter(({ name }) => name !== 'Engine')
          .map(({ name, version }) => (
            <Fact key={name} name={name}>
              {version}
            </Fact>
          ))}
      </Block>
      <Block title={t('Machine')}>
        <Fact name={t('Name')}>{info.name}</Fact>
        <Fact name={t('System')}>{join([info.operatingSystem, info.platform])}</Fact>
        <Fact name={t('Kernel')}>{info.kernel}</Fact>
        <Fact name={t('CPUs')}>{info.cpus > 0 ? String(info.cpus) : '–'}</Fact>
        <Fact name={t('Memory')}>{info.memory > 0 ? formatMemory(info.memory) : '–'}</Fact>
        <Fact name={t('Control groups')}>
          {join([info.cgroupVersion && `v${info.cgroupVersion}`, info.cgroupDriver]) || '–'}
        </Fact>
      </Block>
      <Block title={t('Storage')}>
        <Fact name={t('Storage driver')}>{info.storageDriver}</Fact>
        <Fact name={t('Images live in')}>
          {info.imageStore === 'containerd' ? t('containerd’s store') : t('the engine’s own store')}
        </Fact>
        <Fact name={t('Data')} mono>
          {info.rootDirectory ?? '–'}
        </Fact>
        <Fact name={t('Images')}>{info.images.toLocaleString()}</Fact>
        <Fact name={t('Containers')}>
          {t('{{running}} running, {{paused}} paused, {{stopped}} stopped', info.containers)}
        </Fact>
      </Block>
      <Block title={t('How it runs')}>
        <Fact name={t('Runtimes')}>
          {join(
            info.runtimes.map((name) => (name === info.defaultRuntime ? t('{{name}} (default)', { name }) : name)),
          ) || '–'}
        </Fact>
        <Fact name={t('Log driver')}>{info.loggingDriver ?? '–'}</Fact>
        <Fact name={t('Rights')}>{info.rootless ? t('rootless: as a user') : t('as root')}</Fact>
        <Fact name={t('Live restore')}>
          {info.liveRestore === undefined
            ? '–'
            : info.liveRestore
              ? t('on')
              : t('off: containers stop with the engine')}
        </Fact>
        <Fact name={t('Swarm')}>{info.swarm ?? '–'}</Fact>
        {info.registryMirrors.length > 0 && <Fact name={t('Mirrors')}>{info.registryMirrors.join(', ')}</Fact>}
        {info.insecureRegistries.length > 0 && (
          <Fact name={t('Insecure registries')}>{info.insecureRegistries.join(', ')}</Fact>
        )}
      </Block>
    </div>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mt-0 mb-1 text-small font-semibold text-dim">{title}</h2>
      <dl className="m-0">{children}</dl>
    </section>
  );
}

function Fact({ name, mono = false, children }: { name: string; mono?: boolean; children: string }) {
  return (
    <div className="flex gap-4 py-[3px]">
      <dt className="w-36 shrink-0 truncate text-dim" title={name}>
        {name}
      </dt>
      <dd className={`m-0 min-w-0 [overflow-wrap:anywhere] ${mono ? 'font-mono text-small/5' : ''}`}>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

function CapabilityList({ capabilities }: { capabilities: Readonly<Record<Capability, boolean>> }) {
  const t = useT();
  return (
    <section>
      <h2 className="mt-0 mb-1 text-small font-semibold text-dim">{t('What this engine can do')}</h2>
      <ul className="m-0 list-none p-0">
        {(Object.keys(capabilityWords) as Capability[]).map((name) => {
          const { can, cannot } = capabilityWords[name];
          const able = capabilities[name];
          const Mark = able ? Check : Minus;
          return (
            <li key={name} className="flex gap-2 py-[3px]">
              <Mark aria-hidden="true" size={14} className={`mt-[3px] shrink-0 ${able ? 'text-ok' : 'text-faint'}`} />
              {able ? (
                <span>{t(can)}</span>
              ) : (
                <span className="text-faint">
                  {t(can)}
                  <span className="sr-only"> {t('not possible:')}</span> · {t(cannot)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
