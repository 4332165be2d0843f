/** A platform does not accept a setting: its variable, what is wrong, and where the right value is found. */
export class SettingRefusedError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable}: ${problem}`);
    this.name = 'SettingRefusedError';
  }
}
