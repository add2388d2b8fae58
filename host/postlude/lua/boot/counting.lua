-- Which lines of Lua files run, and how often: loaded only where somebody counts them.

local host = ...
local getinfo, byte, concat, next, setmetatable = debug.getinfo, string.byte, table.concat, next, setmetatable

-- For each source that is a file: for each of its functions, by the line where it begins, the counts of its lines.
local files = {}
local nowhere = {}

local function counts_of(f)
  local info = getinfo(f, "S")
  local source = info.source
  if byte(source) ~= 64 then return nowhere end -- @
  local functions = files[source]
  if not functions then
    functions = {}
    files[source] = functions
  end
  local counts = functions[info.linedefined]
  if not counts then
    counts = {}
    functions[info.linedefined] = counts
  end
  return counts
end

host.count_lines(setmetatable({}, {
  __mode = "k",
  __index = function(known, f)
    local counts = counts_of(f)
    known[f] = counts
    return counts
  end,
}))

-- What was counted since the last time: each source and, with a NUL between them, its numbers: the line of the
-- function, a line, how often. Functions that are known keep their tables.
function host.take_counts()
  local pieces, n = {}, 0
  for source, functions in next, files do
    local numbers, m = {}, 0
    for defined, counts in next, functions do
      for line, count in next, counts do
        numbers[m + 1], numbers[m + 2], numbers[m + 3] = defined, line, count
        m = m + 3
        counts[line] = nil
      end
    end
    if m > 0 then
      pieces[n + 1], pieces[n + 2] = source, concat(numbers, " ")
      n = n + 2
    end
  end
  return concat(pieces, "\0")
end
