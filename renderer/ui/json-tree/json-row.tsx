import { ChevronDown, ChevronRight } from 'lucide-react';
import { classNames } from '../class-names';
import { visibleString } from '../visible-text';
import { type JsonNode, leafText } from './json-nodes';

/** px of every line. */
export const jsonRowHeight = 24;

interface JsonRowProps {
  readonly id: string;
  readonly node: JsonNode;
  readonly top: number;
  readonly active: boolean;
  readonly hit: boolean;
  readonly onPress: () => void;
}

const leafColour = (value: unknown): string =>
  typeof value === 'string' ? 'text-ok' : typeof value === 'number' ? 'text-info' : 'text-warn';

/** One line: the key, then its value, or how much is in it. */
export function JsonRow({ id, node, top, active, hit, onPress }: JsonRowProps) {
  const { name, value, size, open, depth } = node;
  const Chevron = open ? ChevronDown : ChevronRight;
  const brackets = Array.isArray(value) ? '[]' : '{}';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the tree's
    // biome-ignore lint/a11y/useFocusableInteractive: the tree holds the focus and names its active item
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={size ? open : undefined}
      aria-posinset={node.place}
      aria-setsize={node.of}
      aria-selected={active}
      data-path={node.path}
      onClick={onPress}
      style={{ transform: `translateY(${top}px)`, paddingInlineStart: 16 + depth * 18 }}
      className={classNames(
        'absolute inset-x-0 flex h-6 items-center gap-1.5 pe-4 font-mono text-small whitespace-pre',
        active
          ? 'bg-hover group-focus-visible/tree:outline-2 group-focus-visible/tree:-outline-offset-2 group-focus-visible/tree:outline-accent'
          : 'hover:bg-hover',
        hit && 'bg-mod',
      )}
    >
      <span className="grid size-4 shrink-0 place-items-center text-dim">
        {size ? <Chevron aria-hidden size={14} /> : undefined}
      </span>
      {name !== '' && <span className="shrink-0 text-ink">{visibleString(name)}:</span>}
      {size === undefined ? (
        <span
          className={classNames('truncate', leafColour(value))}
          data-tip={visibleString(leafText(value)).slice(0, 2000)}
          data-tip-if="cut"
        >
          {visibleString(leafText(value)).slice(0, 2000)}
        </span>
      ) : (
        <span className="text-faint">
          {size === 0 ? brackets : `${brackets[0]} ${size.toLocaleString()} ${brackets[1]}`}
        </span>
      )}
    </div>
  );
}
