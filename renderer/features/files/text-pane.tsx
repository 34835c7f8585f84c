import { baseName } from '@common/contract/file-rules';
import type { FileContent } from '@common/contract/files';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { errorLine } from '../../app/error-words';
import { patiently } from '../../app/patiently';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { asError } from '../../bridge/errors';
import { useFileDrafts } from '../../stores/file-drafts';
import { useToasts } from '../../stores/toasts';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { SkeletonRows } from '../../ui/skeleton';
import { ChangedUnderneath } from './changed-underneath';
import { textOfBase64 } from './file-bytes';
import { shownName } from './file-words';
import { FileTitle, Pane } from './pane';
import type { Place } from './use-listing';

const CodeEditor = lazy(() =>
  patiently(() => import('../../ui/code-editor/code-editor')).then((part) => ({ default: part.CodeEditor })),
);

interface TextPaneProps {
  readonly place: Place;
  readonly path: string;
  readonly content: FileContent;
  readonly locked: string | undefined;
  readonly actions: ReactNode;
  readonly onReload: () => void;
  readonly onSaved: () => void;
}

/** A text file in an editor, and its way back into the container. */
export function TextPane({ place, path, content, locked, actions, onReload, onSaved }: TextPaneProps) {
  const t = useT();
  const { client } = useBridge();
  const show = useToasts((toasts) => toasts.show);
  const key = `${place.engine} ${place.container} ${path}`;
  const draft = useFileDrafts(({ drafts }) => drafts.get(key));
  const { keep, drop } = useFileDrafts.getState();
  const [opened, setOpened] = useState(() => ({ text: textOfBase64(content.data), version: content.version }));
  const [saving, setSaving] = useState(false);
  const [now, setNow] = useState<FileContent>();
  const name = shownName(baseName(path));
  const text = draft?.text ?? opened.text;
  // Read anew after something changed here: without an own text the newer one is shown.
  useEffect(() => {
    if (!useFileDrafts.getState().drafts.has(key))
      setOpened({ text: textOfBase64(content.data), version: content.version });
  }, [content, key]);

  const save = async (version: string | undefined): Promise<void> => {
    const wanted = useFileDrafts.getState().drafts.get(key);
    if (!wanted || saving) return;
    setSaving(true);
    try {
      const answer = await client.files.save({ ...place, path, text: wanted.text, ...(version && { version }) });
      if (answer.kind === 'changed-underneath') {
        setNow(answer.now);
        return;
      }
      setNow(undefined);
      setOpened({ text: wanted.text, version: answer.version });
      const latest = useFileDrafts.getState().drafts.get(key);
      if (latest && latest.text !== wanted.text) keep(key, { text: latest.text, version: answer.version });
      else drop(key);
      onSaved();
    } catch (error) {
      show({
        tone: 'bad',
        title: t('Could not save {{name}}', { name }),
        detail: errorLine(asError(error)),
        activity: true,
      });
    } finally {
      setSaving(false);
    }
  };
  const changed = (next: string) => {
    if (next === opened.text) drop(key);
    else keep(key, { text: next, version: draft?.version ?? opened.version });
  };
  const takeTheirs = (theirs: FileContent) => {
    drop(key);
    setNow(undefined);
    setOpened({ text: textOfBase64(theirs.data), version: theirs.version });
    onReload();
  };
  return (
    <Pane
      label={name}
      title={
        <>
          <FileTitle name={name} content={content} />
          {draft && (
            <span role="status" className="flex shrink-0 items-center gap-1.5 text-small text-warn">
              <span aria-hidden className="size-2 rounded-full bg-current" />
              {t('not saved')}
            </span>
          )}
        </>
      }
      actions={
        <>
          {draft && (
            <Button kind="ghost" onClick={() => drop(key)}>
              {t('Discard')}
            </Button>
          )}
          <Button
            kind="primary"
            keys="Ctrl S"
            pending={saving}
            disabledReason={locked ?? (draft ? undefined : t('Nothing was changed'))}
            onClick={() => void save(draft?.version)}
          >
            {t('Save')}
          </Button>
          {actions}
        </>
      }
    >
      {draft && draft.version !== content.version && opened.version !== draft.version && (
        <div className="p-2">
          <Banner kind="warning" title={t('The file changed since this text was begun')}>
            {t('Saving asks first, and shows what differs.')}
          </Banner>
        </div>
      )}
      <Suspense fallback={<SkeletonRows />}>
        <CodeEditor
          label={t('Text of {{name}}', { name })}
          name={baseName(path)}
          text={text}
          readOnly={locked !== undefined && draft === undefined}
          onChange={changed}
          onSave={() => locked === undefined && void save(useFileDrafts.getState().drafts.get(key)?.version)}
        />
      </Suspense>
      {now && (
        <ChangedUnderneath
          name={name}
          theirs={textOfBase64(now.data)}
          mine={text}
          pending={saving}
          onKeepMine={() => void save(now.version)}
          onTakeTheirs={() => takeTheirs(now)}
          onClose={() => setNow(undefined)}
        />
      )}
    </Pane>
  );
}
