import { Layers, Play, RefreshCw, Square } from 'lucide-react';
import { useState } from 'react';
import { AlertDialog } from '../../renderer/ui/alert-dialog';
import { Banner } from '../../renderer/ui/banner';
import { Bdi, ShortId } from '../../renderer/ui/bdi';
import { Button } from '../../renderer/ui/button';
import { CheckboxField } from '../../renderer/ui/checkbox';
import { Chip } from '../../renderer/ui/chip';
import { CommandBlock } from '../../renderer/ui/command-block';
import { Copyable } from '../../renderer/ui/copyable';
import { Dialog } from '../../renderer/ui/dialog';
import { EmptyState } from '../../renderer/ui/empty-state';
import { ErrorState } from '../../renderer/ui/error-state';
import { Select, TextField } from '../../renderer/ui/field';
import { IconButton } from '../../renderer/ui/icon-button';
import { JsonTree } from '../../renderer/ui/json-tree/json-tree';
import { KeyValue } from '../../renderer/ui/key-value';
import { MenuButton } from '../../renderer/ui/menu';
import { RelativeTime } from '../../renderer/ui/relative-time';
import { SkeletonRows } from '../../renderer/ui/skeleton';
import { SplitPane } from '../../renderer/ui/split-pane';
import { type MarkState, StateBadge, StateMark } from '../../renderer/ui/state-mark';
import { Tabs } from '../../renderer/ui/tabs';
import { LinkButton, TextLink } from '../../renderer/ui/text-link';

const states: readonly MarkState[] = [
  'running',
  'healthy',
  'unhealthy',
  'paused',
  'restarting',
  'exited',
  'failed',
  'created',
  'unknown',
];
const json = {
  Id: 'b4210d0aa52f'.repeat(5),
  State: { Running: true, Pid: 41822, Health: null },
  Config: { Env: ['LOG=info', 'NAME=a\u202eb'], Labels: { 'com.docker.compose.project': 'shop' } },
  Mounts: [],
};
const command =
  'docker run -d --name shop-worker-1 --restart unless-stopped --network shop_default --network-alias worker --memory 1g --cpus 1 -v shop_uploads:/src/uploads -e TOKEN=•••••• registry.shop.dev/worker:2.14.0';

export function PartsPage() {
  const [text, setText] = useState('5432');
  const [choice, setChoice] = useState<'tcp' | 'udp'>('tcp');
  const [on, setOn] = useState(true);
  const [open, setOpen] = useState<'dialog' | 'alert'>();
  return (
    <main style={{ display: 'grid', gridTemplateColumns: '1fr 1fr' }} className="h-full overflow-auto bg-pane">
      <div className="flex min-w-0 flex-col gap-3 p-4">
        <h1 className="text-title font-semibold">Components</h1>
        <div className="flex flex-wrap items-center gap-2">
          <Button kind="primary" icon={Play} onClick={() => setOpen('dialog')}>
            Run
          </Button>
          <Button icon={Square}>Stop</Button>
          <Button kind="danger" onClick={() => setOpen('alert')}>
            Delete…
          </Button>
          <Button kind="ghost" icon={Layers}>
            Layers
          </Button>
          <Button icon={RefreshCw} pending>
            Restart
          </Button>
          <Button kind="primary" pending>
            Pull
          </Button>
          <Button disabledReason="It runs already">Start</Button>
          <Button kind="primary" keys="Ctrl ↵" disabledReason="Port 5432 is taken">
            Run
          </Button>
          <Button kind="danger" disabledReason="The engine is gone">
            Delete
          </Button>
          <IconButton label="Refresh" icon={RefreshCw} />
          <IconButton label="Layers" icon={Layers} disabledReason="No layers" />
          <MenuButton
            label="More"
            icon={Layers}
            entries={() => [
              {
                kind: 'item',
                label: 'Restart',
                icon: RefreshCw,
                onSelect: () => undefined,
              },

              { kind: 'check', label: 'Wrap lines', checked: on, onChange: setOn },
              { kind: 'separator', id: 's' },
              { kind: 'item', label: 'Unpause', disabledReason: 'It is not paused', onSelect: () => undefined },
              { kind: 'item', label: 'Delete', danger: true, keys: 'Del', onSelect: () => undefined },
            ]}
          />
        </div>
        <div className="flex flex-wrap gap-4">
          {states.map((state) => (
            <StateMark key={state} state={state} label={state} words />
          ))}
        </div>
        <div className="flex flex-wrap gap-2">
          <StateBadge state="unhealthy" label="Running · unhealthy" />
          <StateBadge state="failed" label="Exited 137 · out of memory" />
          <Chip>latest</Chip>
          <Chip mono>17.2</Chip>
          <Chip tone="warn">no name</Chip>
          <TextLink href="#/images">postgres:17</TextLink>
          <TextLink href="https://example.org" external>
            Docs
          </TextLink>
          <LinkButton>show</LinkButton>
        </div>
        <Banner kind="warning" title="The engine stopped answering" actions={<Button>Try now</Button>}>
          Next try in 3 s; what you see is from 12:51:40.
        </Banner>
        <Banner kind="error" title="The image has no shell">
          What can be done: a debug shell.
        </Banner>
        <div className="grid grid-cols-3 gap-3">
          <TextField label="Port" value={text} onChange={setText} problem="used by shop-db-1" />
          <Select
            label="Protocol"
            value={choice}
            onChange={setChoice}
            options={[
              { value: 'tcp', label: 'tcp' },
              { value: 'udp', label: 'udp' },
            ]}
          />
          <TextField
            label="Command"
            value=""
            onChange={() => undefined}
            placeholder="Image default: node ./app.js"
            hint="Starts as node ./app.js"
            mono
          />
        </div>
        <div className="flex gap-6">
          <CheckboxField label="Start right away" checked={on} onChange={setOn} />
          <CheckboxField
            label="Open one (-it)"
            checked={false}
            onChange={() => undefined}
            hint="A terminal opens with it"
          />
          <CheckboxField label="Some" indeterminate checked={false} onChange={() => undefined} />
        </div>
        <KeyValue
          items={[
            {
              key: 'ID',
              value: (
                <Copyable text="b4210d0aa52f" label="Copy ID">
                  <ShortId shown="b4210d0aa52f">{'b4210d0aa52f'.repeat(5)}</ShortId>
                </Copyable>
              ),
            },
            { key: 'Made', value: <RelativeTime at={Date.now() - 22_000_000} style="long" /> },
            {
              key: 'Path',
              value: (
                <div className="w-60">
                  <Bdi cut="middle" mono>
                    /var/lib/docker/volumes/shop_uploads/_data/config.yaml
                  </Bdi>
                </div>
              ),
            },
            { key: 'Odd name', value: <Bdi cut="none">{'evil\u202egnp.exe\u001b[31m'}</Bdi> },
          ]}
        />
        <CommandBlock command={command} detail="makes the same container" />
        <SkeletonRows count={3} />
      </div>
      <div className="flex min-w-0 flex-col border-l border-line">
        <Tabs
          label="shop-worker-1"
          current="inspect"
          tabs={['Overview', 'Logs', 'Terminal', 'Inspect'].map((label) => ({
            id: label.toLowerCase(),
            label,
            href: `#/${label}`,
          }))}
        >
          <SplitPane
            direction="column"
            label="Size of the lower pane"
            share={50}
            first={<JsonTree label="Inspect" searchLabel="Search inspect" value={json} />}
            second={
              <div className="overflow-auto">
                <EmptyState title="No containers yet" actions={<Button kind="primary">Run</Button>}>
                  A container is a running image.
                </EmptyState>
                <ErrorState
                  what="The list could not be read"
                  why="unix:///var/run/docker.sock refused the connection."
                  todo="Start the engine, then try again."
                  raw={'dial unix: connect: connection refused\n\u001b[31mcode 111'}
                  actions={<Button>Try again</Button>}
                />
              </div>
            }
          />
        </Tabs>
      </div>
      <Dialog
        open={open === 'dialog'}
        onClose={() => setOpen(undefined)}
        title="Run container"
        detail="from postgres:17"
        note={<span className="text-bad">One thing to mend</span>}
        actions={
          <>
            <Button kind="ghost" onClick={() => setOpen(undefined)}>
              Cancel
            </Button>
            <Button kind="primary">Run</Button>
          </>
        }
      >
        <TextField label="Name" value={text} onChange={setText} />
      </Dialog>
      <AlertDialog
        open={open === 'alert'}
        onClose={() => setOpen(undefined)}
        title="Delete web-1?"
        loss="Its 2 anonymous volumes, 48 MB, are deleted too."
        verb="Delete"
        onConfirm={() => setOpen(undefined)}
      >
        <CommandBlock command="docker rm --volumes web-1" />
      </AlertDialog>
    </main>
  );
}
