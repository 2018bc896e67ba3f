/**
 * An execution has one branch, and one more for each running iteration of a Map and each branch of a Parallel. A branch
 * is a row with all that it takes to go on, so nothing is kept in memory for an execution that waits.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS workflow_definition (
  hash TEXT PRIMARY KEY, machine TEXT NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS workflow_execution (
  id INTEGER PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
  status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
  started INTEGER NOT NULL, stopped INTEGER, deadline INTEGER NOT NULL,
  events INTEGER NOT NULL, -- how many history has
  waiter INTEGER,          -- the branch whose task ends with this execution
  UNIQUE (machine, name)
);
CREATE INDEX IF NOT EXISTS workflow_execution_by_waiter ON workflow_execution (waiter) WHERE waiter IS NOT NULL;
CREATE INDEX IF NOT EXISTS workflow_execution_by_status ON workflow_execution (machine, status, id);

CREATE TABLE IF NOT EXISTS workflow_branch (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: a step of a branch that was ended must not find another
  execution INTEGER NOT NULL, parent INTEGER, position INTEGER NOT NULL,
  progress TEXT NOT NULL,  -- 'pending' (an item whose turn has not come), 'live', 'done'
  due INTEGER,             -- when it has something to do
  own INTEGER NOT NULL DEFAULT 1, -- it goes on by itself then; 0: others have until then
  item TEXT, output TEXT,
  answer TEXT,             -- what ended its wait
  standing TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS workflow_branch_by_due ON workflow_branch (due, id) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS workflow_branch_by_own_due ON workflow_branch (due) WHERE own = 1 AND due IS NOT NULL;
CREATE INDEX IF NOT EXISTS workflow_branch_by_parent ON workflow_branch (parent, progress, position) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS workflow_branch_by_execution ON workflow_branch (execution);

CREATE TABLE IF NOT EXISTS workflow_task (
  token TEXT PRIMARY KEY, branch INTEGER NOT NULL,
  timeout INTEGER,         -- the date
  heartbeat INTEGER,       -- the seconds
  expires INTEGER          -- the nearer of timeout and next heartbeat
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS workflow_task_by_branch ON workflow_task (branch);

-- In the order of writing, so that what is committed together shares pages.
CREATE TABLE IF NOT EXISTS workflow_transition (
  execution INTEGER NOT NULL, first INTEGER NOT NULL, -- the id of its first event
  events TEXT NOT NULL,
  PRIMARY KEY (execution, first)
);
`;
