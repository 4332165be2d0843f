import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { defineTexts, type Locale } from './renderers/locale.ts';

/** What the system found wrong with a file. */
type Fault = 'denied' | 'readOnly' | 'full' | 'missing' | 'isFolder' | 'noFolder';

const faults: Record<string, Fault> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'missing',
  EISDIR: 'isFolder',
  ENOTDIR: 'noFolder',
  EEXIST: 'noFolder',
};

type Sentences = Record<Fault, (path: string) => string>;

const texts = defineTexts<Sentences & { otherFolder: string; otherFile: string }>({
  en: {
    denied: (path) => `${path} may not be read or written by this user.`,
    readOnly: (path) => `${path} is on a disk that can only be read.`,
    full: (path) => `The disk of ${path} is full.`,
    missing: (path) => `There is no ${path}, or not the folder that it is to be in.`,
    isFolder: (path) => `${path} is a folder, and a file is needed.`,
    noFolder: (path) => `${path} cannot be made: there is a file where a folder is needed.`,
    otherFolder:
      'Put that right, or set REGULARS_DATA to a folder of your own, for example REGULARS_DATA=data.',
    otherFile: 'Put that right, or name another file.',
  },
  'pt-BR': {
    denied: (path) => `Este usuário não tem permissão para ler ou gravar ${path}.`,
    readOnly: (path) => `${path} está em um disco somente de leitura.`,
    full: (path) => `O disco de ${path} está cheio.`,
    missing: (path) => `${path} não existe, ou falta a pasta em que ficaria.`,
    isFolder: (path) => `${path} é uma pasta, e é preciso um arquivo.`,
    noFolder: (path) => `${path} não pode ser criado: há um arquivo onde é preciso uma pasta.`,
    otherFolder: 'Corrija isso ou aponte REGULARS_DATA para uma pasta sua, por exemplo REGULARS_DATA=dados.',
    otherFile: 'Corrija isso ou indique outro arquivo.',
  },
});

/** Under what name a file is written until it is whole. */
const draftEnding = /\.[0-9a-f-]{36}\.part$/;

/**
 * What the system said of a file, by its code and path. Read from the words, `EACCES: permission denied, open '/a'`,
 * which come through from other threads and processes, where the rest of the error does not.
 */
function readSystemError(error: unknown): { fault: Fault; path: string | undefined } | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const [, code = '', path] = /^(E[A-Z]+): .*?(?: '(.*?)'(?: -> '.*')?)?$/s.exec(at.message) ?? [];
    const fault = faults[code];
    if (fault) return { fault, path: path?.replace(draftEnding, '') };
  }
  return undefined;
}

/**
 * Says which file or folder cannot be used, why, and what works; undefined for an error that is none of the file
 * system's. `dataFolder` is where the databases are.
 */
export function explainFileError(error: unknown, dataFolder: string, locale: Locale): string | undefined {
  const found = readSystemError(error);
  if (!found) return undefined;
  const words = texts(locale);
  const path = found.path ?? dataFolder;
  const isData = `${resolve(path)}${sep}`.startsWith(`${resolve(dataFolder)}${sep}`);
  return `${words[found.fault](path)} ${isData ? words.otherFolder : words.otherFile}`;
}

/** Bytes without which the embedded Postgres cannot work: it writes its log in files of 16 MB. */
const leastFree = 48 * 1024 * 1024;

/**
 * Says that the disk of the data is full, where it is; undefined otherwise. For failures of the embedded Postgres, which
 * tells nothing of their cause.
 */
export function explainFullDisk(dataFolder: string, locale: Locale): string | undefined {
  let folder = resolve(dataFolder);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= leastFree) return undefined;
  const words = texts(locale);
  return `${words.full(dataFolder)} ${words.otherFolder}`;
}
