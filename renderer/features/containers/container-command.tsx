import type { ContainerDetails } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import { maskedSpec } from '@common/run-line/masked-spec';
import { writeRunLine } from '@common/run-line/run-line';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../app/t';
import { useDetails } from '../../app/use-details';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';

/** The `docker run` line that makes the same container, its secrets masked until asked; what is copied is real. */
export function ContainerCommand({
  engine,
  details,
}: {
  readonly engine: EngineState;
  readonly details: ContainerDetails;
}) {
  const t = useT();
  const { client } = useBridge();
  const [seen, setSeen] = useState(false);
  const asked = verbQuery(client, 'containers', 'spec', { engine: engine.id, id: details.id });
  // The details are asked anew whenever something changes, and these with them.
  const { data } = useDetails(asked, details, engine.phase);
  if (!data) return null;
  const copy = { ...data.copy, name: details.name };
  const real = writeRunLine(copy);
  const masked = writeRunLine(maskedSpec(copy));
  const leftOut = data.leftOut.length > 0 ? t(' · without {{flags}}', { flags: data.leftOut.join(' ') }) : '';
  return (
    <div className="mt-4">
      <CommandBlock
        command={seen ? real : masked}
        copies={real}
        detail={`${t('makes the same container')}${leftOut}`}
      />
      {masked !== real && (
        <Button kind="ghost" icon={seen ? EyeOff : Eye} aria-pressed={seen} onClick={() => setSeen(!seen)}>
          {seen ? t('Hide secret values') : t('Show secret values')}
        </Button>
      )}
    </div>
  );
}
