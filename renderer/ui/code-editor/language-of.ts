import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { StreamLanguage, type StreamParser } from '@codemirror/language';
import { css } from '@codemirror/legacy-modes/mode/css';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { go } from '@codemirror/legacy-modes/mode/go';
import { javascript, typescript } from '@codemirror/legacy-modes/mode/javascript';
import { nginx } from '@codemirror/legacy-modes/mode/nginx';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import { python } from '@codemirror/legacy-modes/mode/python';
import { ruby } from '@codemirror/legacy-modes/mode/ruby';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { html, xml } from '@codemirror/legacy-modes/mode/xml';
import type { Extension } from '@codemirror/state';

const language = (parser: StreamParser<unknown>) => () => StreamLanguage.define(parser);

/** What people edit in containers, by the name; the first that fits. */
const byName: readonly (readonly [name: RegExp, language: () => Extension])[] = [
  [/\.(json|jsonc|webmanifest|map)$/i, json],
  [/\.ya?ml$/i, yaml],
  [/^(.*\.)?(dockerfile|containerfile)(\..*)?$/i, language(dockerFile)],
  [/\.toml$/i, language(toml)],
  [/(^|\.)nginx\.conf$|^(fastcgi_params|mime\.types)$|\.vhost$/i, language(nginx)],
  [/\.(ba|z|k|a)?sh$|^\.(bashrc|zshrc|profile|bash_profile|ashrc)$|^profile$/i, language(shell)],
  [/\.(ts|mts|cts|tsx)$/i, language(typescript)],
  [/\.(js|mjs|cjs|jsx)$/i, language(javascript)],
  [/\.(py|pyw)$/i, language(python)],
  [/\.go$/i, language(go)],
  [/\.rb$/i, language(ruby)],
  [/\.(html?|xhtml)$/i, language(html)],
  [/\.(xml|svg|xsl|pom)$/i, language(xml)],
  [/\.css$/i, language(css)],
  [
    /\.(ini|conf|cnf|cfg|properties|env|desktop|service|repo)$|^\.env(\..*)?$|^\.?(gitconfig|npmrc|editorconfig)$/i,
    language(properties),
  ],
];

/** By the first line, of scripts whose name says nothing. */
const byShebang: readonly (readonly [program: RegExp, language: () => Extension])[] = [
  [/^#!.*\b(ba|z|k|da|a)?sh\b/, language(shell)],
  [/^#!.*\bpython/, language(python)],
  [/^#!.*\bnode\b/, language(javascript)],
  [/^#!.*\bruby\b/, language(ruby)],
];

/** The colours' rules for a text; nothing for one of which neither its name nor its first line tells. */
export function languageOf(name: string, text: string): Extension {
  const found = byName.find(([rule]) => rule.test(name)) ?? byShebang.find(([rule]) => rule.test(text));
  return found ? found[1]() : [];
}
