import { SettingRefusedError } from './bot/chat/setting-error.ts';
import { type Config, ConfigError } from './config.ts';
import { explainFileError, explainFullDisk } from './explain-file-error.ts';
import { makeInert } from './renderers/inert-text.ts';
import { defineTexts } from './renderers/locale.ts';
import { DatabaseError } from './supabase/client.ts';
import {
  BackupUnusableError,
  MigrationChangedError,
  StoreExistsError,
  StoreInUseError,
  StoreMissingError,
} from './supabase/embedded.ts';
import { PortInUseError } from './web/server.ts';

const texts = defineTexts({
  en: {
    config: (problems: string) => `A setting is wrong:\n${problems}`,
    inUse: (folder: string, who: string) =>
      `The data in ${folder} is in use by ${who}. Stop that process, or set REGULARS_DATA to another folder.`,
    process: (pid: number, purpose: string, since: string) => `process ${pid} (${purpose}, since ${since})`,
    another: 'another process',
    port: (port: number) => `Port ${port} is in use. Set another, for example PORT=3100.`,
    changed: (file: string) =>
      `The shop's database was made by another version of Regulars (${file} differs). Move its folder away and import the files again: nothing is deleted by this.`,
    missing: (folder: string) =>
      `There is no shop in ${folder} yet. Import one: npm run import -- orders.csv`,
    exists: (folder: string) => `There is a shop in ${folder} already. To replace it, add --force.`,
    unusable: (file: string) => `${file} is not a whole backup of Regulars. Nothing was changed.`,
    unreachable:
      'The database at SUPABASE_URL does not answer. Check the address, and that the project is not paused.',
    unmigrated:
      'The database at SUPABASE_URL lacks the functions of Regulars: apply the migrations, see docs/supabase.md.',
    refused: 'The database at SUPABASE_URL refuses the key: check SUPABASE_SERVICE_ROLE_KEY.',
    unexpected: (message: string) => `Regulars could not go on: ${message}`,
  },
  'pt-BR': {
    config: (problems: string) => `Uma configuração está errada:\n${problems}`,
    inUse: (folder: string, who: string) =>
      `Os dados em ${folder} estão em uso por ${who}. Encerre esse processo ou aponte REGULARS_DATA para outra pasta.`,
    process: (pid: number, purpose: string, since: string) => `processo ${pid} (${purpose}, desde ${since})`,
    another: 'outro processo',
    port: (port: number) => `A porta ${port} está em uso. Escolha outra, por exemplo PORT=3100.`,
    changed: (file: string) =>
      `O banco da loja foi criado por outra versão do Regulars (${file} é diferente). Mova a pasta e importe os arquivos de novo: nada é apagado.`,
    missing: (folder: string) => `Ainda não há loja em ${folder}. Importe uma: npm run import -- pedidos.csv`,
    exists: (folder: string) => `Já existe uma loja em ${folder}. Para substituí-la, acrescente --force.`,
    unusable: (file: string) => `${file} não é um backup completo do Regulars. Nada foi alterado.`,
    unreachable: 'O banco em SUPABASE_URL não responde. Confira o endereço e se o projeto não está pausado.',
    unmigrated:
      'Faltam as funções do Regulars no banco em SUPABASE_URL: aplique as migrações, veja docs/supabase.md.',
    refused: 'O banco em SUPABASE_URL recusa a chave: confira SUPABASE_SERVICE_ROLE_KEY.',
    unexpected: (message: string) => `O Regulars não pôde continuar: ${message}`,
  },
});

/** Says why a command of the command line could not run, and what to do; one or two lines, without a stack. */
export function explainFailure(
  error: unknown,
  { locale, dataFolder }: Pick<Config, 'locale' | 'dataFolder'>,
): string {
  const words = texts(locale);
  if (error instanceof ConfigError) return words.config(error.message);
  // A platform's own words are in it.
  if (error instanceof SettingRefusedError) return words.config(makeInert(error.message));
  if (error instanceof PortInUseError) return words.port(error.port);
  if (error instanceof MigrationChangedError) return words.changed(error.file);
  if (error instanceof StoreMissingError) return words.missing(error.folder);
  if (error instanceof StoreExistsError) return words.exists(error.folder);
  if (error instanceof BackupUnusableError) return words.unusable(error.file);
  if (error instanceof StoreInUseError) {
    const { owner, folder } = error;
    return words.inUse(folder, owner ? words.process(owner.pid, owner.purpose, owner.since) : words.another);
  }
  if (error instanceof DatabaseError) {
    if (error.code === 'PGRST202') return words.unmigrated;
    if (error.status === 401 || error.status === 403) return words.refused;
    if (error.status === 0 || error.code === 'unreachable') return words.unreachable;
  }
  const fileError = explainFileError(error, dataFolder, locale) ?? explainFullDisk(dataFolder, locale);
  if (fileError !== undefined) return makeInert(fileError);
  return words.unexpected(makeInert(error instanceof Error ? error.message : String(error)));
}
