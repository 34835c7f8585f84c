import type { Container } from '@common/contract/containers';
import { Ellipsis, ScrollText } from 'lucide-react';
import { runningWords } from '../../app/engine-words';
import { paths } from '../../app/paths';
import { t } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import type { RowGroup, RowGroups } from '../../ui/data-table/table-types';
import { IconButton } from '../../ui/icon-button';
import { MenuButton } from '../../ui/menu';
import { type MenuTools, verbIcons } from './container-menu';
import { projectEntries } from './many-entries';
import type { QuickVerb } from './use-container-actions';
import { bulkVerb, verbWord } from './verb-words';

type Group = RowGroup<Container>;
const verbs: readonly QuickVerb[] = ['start', 'stop', 'restart'];

/** Containers under the Compose project that their labels name. Labels may lie: the path is text, never opened. */
export function projectGroups(tools: MenuTools): RowGroups<Container> {
  return {
    of: ({ compose }) => compose?.project ?? '',
    name: ({ id }) => (id === '' ? t('No project') : id),
    detail: ({ rows }) => {
      const file = rows.find(({ compose }) => compose?.configFiles)?.compose?.configFiles;
      return (
        file && (
          <Bdi cut="middle" mono>
            {file}
          </Bdi>
        )
      );
    },
    end: ({ rows }) => runningWords(rows.filter(({ state }) => state === 'running').length, rows.length),
    // "No project" is no thing one starts or stops as one.
    verbs: (group) => (group.id === '' ? null : <GroupVerbs group={group} tools={tools} />),
  };
}

function GroupVerbs({ group, tools }: { readonly group: Group; readonly tools: MenuTools }) {
  return (
    <>
      {verbs.map((verb) => {
        const { rows, reason } = bulkVerb(verb, group.rows);
        return (
          <IconButton
            key={verb}
            size="row"
            icon={verbIcons[verb]}
            label={verbWord(verb)}
            disabledReason={tools.blocked ?? (reason && t('None of these containers allows it'))}
            onClick={() => tools.actions.run(verb, rows)}
          />
        );
      })}
      <IconButton
        size="row"
        icon={ScrollText}
        label={t('Logs')}
        onClick={() => tools.open(paths.projectLogs(group.id))}
      />
      <MenuButton look="row" icon={Ellipsis} label={t('More')} entries={() => projectEntries(group.rows, tools)} />
    </>
  );
}
