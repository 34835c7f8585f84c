import type { ImageDetails } from '@common/contract/images';
import type { PublishSpec } from '@common/contract/run-spec';
import { ArrowRight, Plus } from 'lucide-react';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { Select } from '../../ui/field';
import { Rows, Said, TextInput } from './form-parts';
import { useRunForm } from './run-form';

const protocols = ['tcp', 'udp', 'sctp'] as const;

/** Host port -> container port, a row each; the image's own ports as one press. `full` adds the host's address. */
export function PortRows({
  image,
  full = false,
}: {
  readonly image: ImageDetails | undefined;
  readonly full?: boolean;
}) {
  const t = useT();
  const { form } = useRunForm();
  const { ports } = form.spec;
  const used = new Set(ports.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`));
  const offered = (image?.exposedPorts ?? []).filter((text) => !used.has(text.includes('/') ? text : `${text}/tcp`));
  return (
    <>
      <Rows
        rows={ports}
        blank={{ containerPort: '', protocol: 'tcp' } as PublishSpec}
        addLabel={t('Add a port')}
        rowName={(_, index) => t('port {{number}}', { number: index + 1 })}
        onChange={(next) => form.change({ ports: next })}
      >
        {(port, index, change) => <PortRow port={port} index={index} change={change} image={image} full={full} />}
      </Rows>
      {offered.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5 text-small text-dim">
          {t('The image listens on')}
          {offered.map((text) => (
            <Button key={text} icon={Plus} onClick={() => form.change({ ports: [...ports, published(text)] })}>
              {text}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function published(exposed: string): PublishSpec {
  const [containerPort = '', protocol = 'tcp'] = exposed.split('/');
  return {
    hostPort: containerPort,
    containerPort,
    protocol: protocol === 'udp' || protocol === 'sctp' ? protocol : 'tcp',
  };
}

interface PortRowProps {
  readonly port: PublishSpec;
  readonly index: number;
  readonly change: (port: PublishSpec) => void;
  readonly image: ImageDetails | undefined;
  readonly full: boolean;
}

function PortRow({ port, index, change, image, full }: PortRowProps) {
  const t = useT();
  const number = index + 1;
  const at = `ports.${index}`;
  const set = (key: 'hostPort' | 'hostIp', text: string) => {
    const { [key]: _, ...rest } = port;
    change(text === '' ? rest : { ...rest, [key]: text });
  };
  const ofImage = image?.exposedPorts.includes(`${port.containerPort}/${port.protocol}`) ?? false;
  const fields = [`${at}.hostPort`, `${at}.containerPort`, `${at}.hostIp`];
  const said = `port-${index}-said`;
  // With an address in the row no room is left for words.
  const withAddress = full || port.hostIp !== undefined;
  return (
    <>
      <div className="flex min-w-0 items-center gap-1.5">
        {withAddress && (
          <TextInput
            aria-label={t('Host address {{number}}', { number })}
            field={`${at}.hostIp`}
            value={port.hostIp ?? ''}
            placeholder={t('all addresses')}
            onChange={(text) => set('hostIp', text)}
            saidBy={said}
            className="max-w-32"
          />
        )}
        <TextInput
          aria-label={t('Host port {{number}}', { number })}
          field={`${at}.hostPort`}
          value={port.hostPort ?? ''}
          placeholder={t('any')}
          onChange={(text) => set('hostPort', text)}
          saidBy={said}
          className="max-w-18"
        />
        <ArrowRight aria-hidden size={14} className="shrink-0 text-faint" />
        <TextInput
          aria-label={t('Container port {{number}}', { number })}
          field={`${at}.containerPort`}
          value={port.containerPort}
          placeholder="80"
          onChange={(text) => change({ ...port, containerPort: text })}
          saidBy={said}
          className="max-w-18"
        />
        <span className="w-17 shrink-0">
          <Select
            label={t('Protocol {{number}}', { number })}
            hideLabel
            value={port.protocol}
            options={protocols.map((value) => ({ value, label: value }))}
            onChange={(protocol) => change({ ...port, protocol })}
          />
        </span>
        {ofImage && !withAddress && <OfImage />}
      </div>
      {ofImage && withAddress && <OfImage />}
      <Said id={said} fields={fields} />
    </>
  );
}

function OfImage() {
  const t = useT();
  return <span className="truncate text-small text-dim">{t('from the image')}</span>;
}
