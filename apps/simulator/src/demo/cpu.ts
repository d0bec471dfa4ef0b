import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 1/100 s (`getconf CLK_TCK`), see proc(5). */
const ticksPerS = 100;

/**
 * Processor seconds (user and system) of each process and everything it started, from /proc; of what has ended too, once its
 * parent has looked: then it stands in the parent's sum for its children, and in no sum before. null where there is no /proc:
 * a number that was not measured is not 0.
 */
export function cpuSeconds(roots: Map<string, number>): Record<string, number> | null {
  const table = processTable();
  if (table === null) return null;
  const seconds: Record<string, number> = {};
  for (const [name, pid] of roots) {
    for (const process of descendants(table, pid)) {
      const key = `${name}/${process.command}`;
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
    return { pid, parent: Number(fields[1]), command, cpuS: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerS };
  } catch {
    return null;
  }
}

function descendants(table: ProcessRow[], pid: number): ProcessRow[] {
  const own = table.filter((row) => row.pid === pid);
  return [...own, ...table.filter((row) => row.parent === pid).flatMap((child) => descendants(table, child.pid))];
}
