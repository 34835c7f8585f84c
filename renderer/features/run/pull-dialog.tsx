import { pullCommand } from '@common/contract/commands';
import type { EngineId } from '@common/contract/ids';
import { parseReference } from '@common/contract/image-reference';
import { emptyRunSpec } from '@common/run-line/empty-run-spec';
import { Download } from 'lucide-react';
import { type FormEvent, useId, useMemo, useState } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { useScreen } from '../../stores/screen';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { FormRow } from './form-parts';
import { Origin, useImageSuggestions } from './image-row';
import { referenceWords } from './problem-words';
import { RunFormProvider, useRunFormState } from './run-form';
import { SuggestInput } from './suggest-input';
import type { RunProblems } from './use-run-problems';

interface PullDialogProps {
  readonly engine: EngineId;
  readonly reference: string | undefined;
  readonly onClose: () => void;
}

const noProblems: RunProblems = {
  all: [],
  errors: [],
  unfilled: true,
  at: () => [],
  image: undefined,
  checking: false,
};

/** Pulls by name, from whichever registry the name says; Activity shows the layers. */
export function PullDialog({ engine, reference: first = '', onClose }: PullDialogProps) {
  const t = useT();
  const id = useId();
  const form = useId();
  const { client, report } = useBridge();
  const [reference, setReference] = useState(first);
  const [platform, setPlatform] = useState('');
  const suggestions = useImageSuggestions(engine);
  const blocked = useBlocked();
  // The image's field is the run form's own.
  const state = useRunFormState(emptyRunSpec());
  const scope = useMemo(() => ({ form: state, problems: noProblems }), [state]);
  const parsed = parseReference(reference);
  const problem = 'problem' in parsed ? parsed.problem : undefined;
  const said = reference !== '' && problem ? referenceWords(problem) : undefined;
  const wrongPlatform = platform !== '' && !/^[a-z0-9]+(?:\/[a-z0-9_]+){0,2}$/.test(platform);
  const reason =
    blocked ??
    (reference === '' ? t('Which image?') : (said ?? (wrongPlatform ? t('Such as linux/arm64') : undefined)));
  const options = platform === '' ? {} : { platform };
  const pull = (event: FormEvent) => {
    event.preventDefault();
    if (reason !== undefined) return;
    void client.images.pull({ engine, reference, ...options }).catch(report);
    useScreen.getState().toggleActivity(true);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Pull image')}
      width="medium"
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button kind="primary" icon={Download} type="submit" form={form} disabledReason={reason}>
            {t('Pull')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={pull} className="@container flex flex-col gap-3">
        <RunFormProvider value={scope}>
          <FormRow label={t('Image')} control={id}>
            <SuggestInput
              id={id}
              field="reference"
              value={reference}
              onChange={(text) => setReference(text.trim())}
              suggestions={suggestions}
              placeholder="nginx:1.27"
              saidBy={`${id}-said`}
              autoFocus
            />
            <Origin image={reference} />
            <p id={`${id}-said`} className="m-0 text-small text-bad empty:hidden">
              {said}
            </p>
          </FormRow>
          <FormRow label={t('Platform')} control={`${id}-platform`}>
            <TextField
              id={`${id}-platform`}
              label={t('Platform')}
              hideLabel
              value={platform}
              placeholder={t('the engine’s own')}
              onChange={setPlatform}
              problem={wrongPlatform ? t('Such as linux/arm64') : undefined}
            />
          </FormRow>
        </RunFormProvider>
        {reference !== '' && <CommandBlock command={pullCommand(reference, options)} />}
      </form>
    </Dialog>
  );
}
