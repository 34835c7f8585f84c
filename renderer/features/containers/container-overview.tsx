import type { ContainerDetails } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import type { ImageDetails } from '@common/contract/images';
import { skipToken, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EnvironmentList } from '../../app/environment-list';
import { type Translate, useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { FactColumns, Facts } from '../../ui/facts';
import { KeyValue } from '../../ui/key-value';
import { LongText } from '../../ui/long-text';
import { ContainerCommand } from './container-command';
import { ContainerStart } from './container-start';
import { ContainerStateFacts } from './container-state-facts';
import { HealthLog } from './health-log';
import { labelWords } from './label-words';
import { MountList } from './mount-list';
import { NetworkList } from './network-list';
import { ProblemList } from './problem-list';

interface ContainerOverviewProps {
  readonly engine: EngineState;
  readonly details: ContainerDetails;
  /** What it uses now. */
  readonly usage: ReactNode;
}

/** What is wrong first, then how it starts, what it is and what it has. */
export function ContainerOverview({ engine, details, usage }: ContainerOverviewProps) {
  const { client } = useBridge();
  const { imageId } = details;
  const { data: image } = useQuery<ImageDetails>(
    imageId === undefined
      ? { queryKey: [engine.id, 'images', 'inspect', 'no image'], queryFn: skipToken }
      : {
          ...verbQuery(client, 'images', 'inspect', { engine: engine.id, id: imageId }),
          enabled: engine.phase === 'connected',
        },
  );
  return (
    <FactColumns
      first={
        <>
          <ProblemList details={details} engine={engine} />
          <div>
            <ContainerStart details={details} image={image} />
            <ContainerStateFacts details={details} engine={engine} />
            <HealthLog details={details} engine={engine} />
            <NetworkList details={details} />
            <ContainerCommand engine={engine} details={details} />
          </div>
        </>
      }
      second={
        <>
          {usage}
          <MountList mounts={details.mounts} />
          <Environment details={details} fromImage={image?.env} />
          <Labels labels={details.labels} />
        </>
      }
    />
  );
}

interface EnvironmentProps {
  readonly details: ContainerDetails;
  readonly fromImage: ContainerDetails['env'] | undefined;
}

function Environment({ details: { env }, fromImage }: EnvironmentProps) {
  const t = useT();
  const own = new Set(fromImage?.map(({ name, value }) => `${name}=${value}`));
  const shared = env.filter(({ name, value }) => own.has(`${name}=${value}`)).length;
  return (
    <Facts title={t('Environment')} detail={sharedWords(env.length, shared, t)}>
      {env.length === 0 ? <p className="text-dim">{t('None is set.')}</p> : <EnvironmentList env={env} />}
    </Facts>
  );
}

function sharedWords(count: number, shared: number, t: Translate): string {
  if (shared === 0) return String(count);
  return shared === count
    ? t('{{count}}, all from the image', { count })
    : t('{{count}}, {{shared}} from the image', { count, shared });
}

function Labels({ labels }: { readonly labels: ContainerDetails['labels'] }) {
  const t = useT();
  const entries = Object.entries(labels);
  if (entries.length === 0) return null;
  return (
    <Facts title={t('Labels')} detail={entries.length}>
      <KeyValue
        mono
        items={entries.map(([name, value]) => {
          const meaning = labelWords(name);
          return {
            key: name === '' ? '""' : name,
            value: (
              <>
                {meaning && <span className="me-2 font-sans whitespace-nowrap text-dim">{meaning}:</span>}
                <LongText>{value}</LongText>
              </>
            ),
          };
        })}
      />
    </Facts>
  );
}
