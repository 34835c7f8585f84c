import type { Image } from '@common/contract/images';
import { useMemo } from 'react';
import { useCurrentEngine } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import type { Asked } from '../../features/containers/asked';
import { ContainerDialogs } from '../../features/containers/container-dialogs';
import { useContainerActions } from '../../features/containers/use-container-actions';
import { DeleteImages } from '../../features/images/delete-images';
import { usersOfImages } from '../../features/images/image-filter';
import { useBlocked } from '../use-blocked';

/** What a verb of the palette asks before it is done: the same dialogs as on the pages. */
export type Ask =
  | { readonly noun: 'containers'; readonly asked: Asked }
  | { readonly noun: 'images'; readonly asked: readonly Image[] };

interface Props {
  readonly ask: Ask;
  readonly onClose: () => void;
}

export function PaletteQuestion({ ask, onClose }: Props) {
  const engine = useCurrentEngine();
  const blocked = useBlocked();
  if (!engine) return null;
  if (ask.noun === 'images') return <AskImages engine={engine} asked={ask.asked} blocked={blocked} onClose={onClose} />;
  return <AskContainers engine={engine.id} asked={ask.asked} blocked={blocked} onClose={onClose} />;
}

type Engine = NonNullable<ReturnType<typeof useCurrentEngine>>;
interface AskProps<T> {
  readonly asked: T;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

function AskContainers({ engine, ...rest }: AskProps<Asked> & { readonly engine: Engine['id'] }) {
  const actions = useContainerActions(engine);
  return <ContainerDialogs actions={actions} {...rest} />;
}

function AskImages({ engine, ...rest }: AskProps<readonly Image[]> & { readonly engine: Engine }) {
  const { rows } = useRows('containers', engine.id);
  const users = useMemo(() => usersOfImages(rows), [rows]);
  return <DeleteImages engine={engine} users={users} {...rest} />;
}
