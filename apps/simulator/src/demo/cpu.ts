import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 1/100 s (`getconf CLK_TCK`), see proc(5). */
const ticksPerS = 100;

/**
 * Processor seconds (user and system) of each process and everything it started, from /proc.
 * null where there is no /proc: a number that was not measured is not 0.
 */
export function cpuSeconds(roots: Map<string, number>): Record<string, number> | null {
  const table = processTable();
  if (table === null) return null;
  const seconds: Record<string, number> = {};
  for (const [name, pid] of roots) {
    for (const process of descendants(table, pid)) {
      const key = process.pid === pid ? name : `${name}/${process.command}`;
      seconds[key] = (seconds[key] ?? 0) + process.cpuS;
    }
  }
  return seconds;
}

interface ProcessRow {
  pid: number;
  parent: number;
  command: string;
  cpuS: number;
}

function processTable(): ProcessRow[] | null {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readProcess(Number(name)) ?? []);
  } catch {
    return null;
  }
}

/** The command stands in parentheses and may itself hold spaces and parentheses: the fields begin after the last one. */
function readProcess(pid: number): ProcessRow | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return { pid, parent: Number(fields[1]), command, cpuS: (Number(fields[11]) + Number(fields[12])) / ticksPerS };
  } catch {
    return null;
  }
}

function descendants(table: ProcessRow[], pid: number): ProcessRow[] {
  const own = table.filter((row) => row.pid === pid);
  return [...own, ...table.filter((row) => row.parent === pid).flatMap((child) => descendants(table, child.pid))];
}
