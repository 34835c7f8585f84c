import { commitCommand } from '@common/contract/commands';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { parseReference } from '@common/contract/image-reference';
import { type FormEvent, useId, useState } from 'react';
import { errorLine } from '../../app/error-words';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { asError, type PageError } from '../../bridge/errors';
import { useToasts } from '../../stores/toasts';
import { Button } from '../../ui/button';
import { CheckboxField } from '../../ui/checkbox';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';

interface CommitDialogProps {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly name: string;
  readonly onClose: () => void;
}

/** A container's files as an image. */
export function CommitDialog({ engine, container, name, onClose }: CommitDialogProps) {
  const t = useT();
  const form = useId();
  const { client } = useBridge();
  const blocked = useBlocked();
  const [reference, setReference] = useState(`${name.toLowerCase()}:edited`);
  const [message, setMessage] = useState('');
  const [author, setAuthor] = useState('');
  const [pause, setPause] = useState(true);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<PageError>();
  const parsed = parseReference(reference);
  const wrong = 'problem' in parsed || parsed.digest !== undefined;
  const options = { message, author, pause };
  const commit = async (event: FormEvent) => {
    event.preventDefault();
    if (wrong || blocked || pending) return;
    setPending(true);
    setError(undefined);
    try {
      const { items } = await client.containers.commit({ engine, id: container, reference, ...options });
      const failure = items[0]?.error;
      if (failure) return setError(failure);
      useToasts.getState().show({ tone: 'ok', title: t('Made the image {{reference}}', { reference }) });
      onClose();
    } catch (thrown) {
      setError(asError(thrown));
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Commit container')}
      detail={name}
      note={error && <p className="m-0 text-bad">{errorLine(error)}</p>}
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            kind="primary"
            type="submit"
            form={form}
            pending={pending}
            disabledReason={blocked ?? (wrong ? t('An image’s name is needed, such as team/app:1.0') : undefined)}
          >
            {t('Commit')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void commit(event)} className="flex flex-col gap-3">
        <p className="m-0 text-dim">
          {t('Makes an image of the files as they are now and of the container’s settings. Volumes are not in it.')}
        </p>
        <TextField
          label={t('Image')}
          value={reference}
          onChange={setReference}
          mono
          problem={wrong ? t('Such as team/app:1.0') : undefined}
        />
        <TextField label={t('Message')} value={message} onChange={setMessage} />
        <TextField label={t('Author')} value={author} onChange={setAuthor} />
        <CheckboxField
          label={t('Pause it meanwhile, so that no file is caught half-written')}
          checked={pause}
          onChange={setPause}
        />
        <CommandBlock command={commitCommand(name, reference, options)} />
      </form>
    </Dialog>
  );
}
