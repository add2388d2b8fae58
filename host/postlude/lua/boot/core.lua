-- The heart of a state: what crosses the border to Python and how, the stop that nothing can swallow,
-- and the globals that a script sees. Runs once, with the state's own hands on everything; scripts never get
-- the registry's table of globals, only `G`.
--
-- Rule for every host chunk: nothing that a script can replace is used after start. Library functions are kept
-- as locals, and no method is called on a string (`s:sub()` goes through a table that scripts may write).

local host, py, FAIL, VALUES, HOST_PREFIX, HOOK_COUNT = ...

local type, error, pcall, xpcall, next, select = type, error, pcall, xpcall, next, select
local tostring, rawget, rawset, setmetatable, getmetatable = tostring, rawget, rawset, setmetatable, getmetatable
local rawequal, load, rawlen = rawequal, load, rawlen
local concat, unpack, pack = table.concat, table.unpack, table.pack
local byte, find, gmatch, sub = string.byte, string.find, string.gmatch, string.sub
local getinfo, sethook = debug.getinfo, debug.sethook
local raw_getmetatable, raw_setmetatable = debug.getmetatable, debug.setmetatable
local traceback = debug.traceback
local create, wrap, running = coroutine.create, coroutine.wrap, coroutine.running
local collect = collectgarbage

local call_mixed, take, take_error, fetch, release, tick =
  py.call_mixed, py.take, py.take_error, py.fetch, py.release, py.tick

-- A wrapped Python object in Lua's hands can be called by host code and collected, nothing else.
local PYTHON = raw_getmetatable(tick)
local python_gc = PYTHON.__gc
PYTHON.__index, PYTHON.__newindex, PYTHON.__tostring = nil, nil, nil
PYTHON.__metatable = "python"

local main = running()
host.G = {}
local G = host.G

-- ---------------------------------------------------------------------------------------------- stop

local STOP = "the script was stopped"
local prefix_length = #HOST_PREFIX

-- Whether a function with that source is the host's own; `load` lets no script take such a name.
local function is_host(source)
  return sub(source, 1, prefix_length) == HOST_PREFIX
end

host.is_host = is_host

local tell_gone
local threads = setmetatable({ [main] = true }, { __mode = "k" })
local stopped = false

-- What a debugger in the script set as hook of a coroutine: its function, mask and count.
local own_hooks = setmetatable({}, { __mode = "k" })
local hooks_allowed, events = false, 0

-- The debugger's hook, unless the code that runs is the host's or was called by it.
local function call_own_hook(own, event, line)
  for level = 3, 4 do
    local info = getinfo(level, "S")
    if info and is_host(info.source) then return end
    if not info or info.what ~= "C" then break end
  end
  own.call(event, line)
end

-- Raised on every instruction of script code once the state is stopped, in every coroutine; host code
-- runs to its end, so that its own tables stay whole.
local function hook(event, line)
  if not stopped then
    local own = own_hooks[running()]
    if own then
      -- A count that runs out inside a hook is lost: the other events count as well.
      events = event == "count" and HOOK_COUNT or events + 10
    end
    local due = not own or events >= HOOK_COUNT
    if due then events = 0 end
    if not (due and tick()) then
      if due then tell_gone() end
      if own and (event ~= "count" or own.count > 0) and (event ~= "line" or own.lines) then
        call_own_hook(own, event, line)
      end
      return
    end
    host.halt()
  end
  local info = getinfo(2, "S")
  if info and is_host(info.source) then return end
  error(STOP, 0)
end

-- Where lines are counted: for each function, how often each of its lines ran.
local counts

local function counting_hook(event, line)
  if event == "line" and not stopped then
    if line then
      local count = counts[getinfo(2, "f").func]
      count[line] = (count[line] or 0) + 1
    end
    events = events + 10
    if events < HOOK_COUNT and not own_hooks[running()] then return end
  end
  return hook(event, line)
end

function host.count_lines(into) counts = into end

local function arm(thread)
  local own = own_hooks[thread]
  if stopped then
    sethook(thread, hook, "", 1)
  elseif counts then
    local count = own and own.count > 0 and own.count < HOOK_COUNT and own.count or HOOK_COUNT
    sethook(thread, counting_hook, own and own.mask .. "l" or "l", count)
  elseif own then
    sethook(thread, hook, own.mask, own.count > 0 and own.count < HOOK_COUNT and own.count or HOOK_COUNT)
  else
    sethook(thread, hook, "", HOOK_COUNT)
  end
end

function host.halt()
  stopped = true
  for thread in next, threads do arm(thread) end
end

function host.resume_hooks()
  stopped = false
  host.forget_fed()
  for thread in next, threads do arm(thread) end
end

-- From now on the script may set hooks: it is trusted, and to be debugged.
function host.allow_hooks() hooks_allowed = true end

function host.hooks_allowed() return hooks_allowed end

function host.set_hook(thread, f, mask, count)
  own_hooks[thread] = f and { call = f, mask = mask, count = count, lines = find(mask, "l") ~= nil } or nil
  arm(thread)
end

function host.get_hook(thread)
  local own = own_hooks[thread]
  if own then return own.call, own.mask, own.count end
  return nil
end

function host.is_stopped() return stopped end

local function watch(thread)
  threads[thread] = true
  arm(thread)
end

host.watch = watch

-- `message` with the position of the innermost line of script code before it, as `error` would put it there.
local function at_script(message)
  for level = 2, 200 do
    local info = getinfo(level, "Sl")
    if not info then break end
    if info.currentline > 0 and not is_host(info.source) then
      return info.short_src .. ":" .. info.currentline .. ": " .. message
    end
  end
  return message
end

host.at_script = at_script

-- What scripts get for the metatable of a userdata: all of it but the finalizer.
local CLOSED = { __gc = true, __metatable = true, __mode = true }

function host.view(metatable)
  local function visible(_, key)
    if key == "__gc" or key == "__metatable" then return nil end
    return metatable[key]
  end
  return setmetatable({}, {
    __index = visible,
    __newindex = function(_, key, value)
      if CLOSED[key] then error(at_script("the field '" .. key .. "' of this metatable can't be changed"), 0) end
      metatable[key] = value
    end,
    __pairs = function(t)
      local shown = {}
      for key in next, metatable do shown[key] = visible(t, key) end
      return next, shown, nil
    end,
    __metatable = false,
  })
end

-- Called when the dispatcher answered FAIL: never returns.
local function raise()
  local message, positioned, value = take_error()
  if message == nil then
    host.halt()
    error(STOP, 0)
  end
  if value then error(host.anchors[value], 0) end
  error(positioned and message or at_script(message), 0)
end

host.raise = raise

-- ---------------------------------------------------------------------------- values over the border

-- Objects of the host are userdata with the metatable of their class. `ids[userdata]` is the number by which
-- Python knows the object: serial number * 4096 + number of its class.
local ids = setmetatable({}, { __mode = "k" })
-- The other way; an object that waits for its finalizer is in it no more.
local known = setmetatable({}, { __mode = "v" })
local class_metatables = {}
local anchors, free, anchored = {}, {}, 0
local fed = {}

host.ids, host.anchors, host.class_metatables = ids, anchors, class_metatables

local function anchor(value)
  local n = #free
  local id
  if n > 0 then
    id, free[n] = free[n], nil
  else
    anchored = anchored + 1
    id = anchored
  end
  anchors[id] = value
  return id
end

local function unanchor(...)
  for i = 1, select("#", ...) do
    local id = select(i, ...)
    if anchors[id] ~= nil then
      anchors[id] = nil
      free[#free + 1] = id
    end
  end
end

host.anchor, host.unanchor = anchor, unanchor

local closing = false

-- Numbers of objects that are gone, told to Python many at a time.
local AT_ONCE = 64
local gone, gone_count = {}, 0

function tell_gone()
  local count = gone_count
  gone_count = 0
  if count > 0 and not closing then release(unpack(gone, 1, count)) end
end

-- The finalizer of every object: lets Python go of it, whether or not lupa still knows the userdata.
local function finalize(userdata)
  local id = ids[userdata]
  ids[userdata] = nil
  PYTHON.__gc = nil -- or it would be marked for a second round
  raw_setmetatable(userdata, PYTHON)
  PYTHON.__gc = python_gc
  python_gc(userdata)
  if id and not closing then
    gone_count = gone_count + 1
    gone[gone_count] = id
    if gone_count == AT_ONCE then tell_gone() end
  end
end

host.finalize, host.tell_gone = finalize, tell_gone
function host.close() closing = true end

-- Makes a userdata that lupa has just pushed an object of its class.
local function adopt(userdata, id)
  ids[userdata] = id
  known[id] = userdata
  raw_setmetatable(userdata, class_metatables[id & 0xFFF])
  return userdata
end

-- The object of that number. If its userdata waits for its finalizer, Python gives it another number.
local function object(id)
  local userdata = known[id]
  if userdata then return userdata end
  return adopt(fetch(id))
end

-- What a call answers beside one simple value is told by a second result: the userdata of a new object, or true.
local function special(r, u)
  if u ~= true then return adopt(u, r) end
  if r == FAIL then raise() end
  if r == VALUES then return host.import(take()) end
  return object(r)
end

host.adopt, host.special = adopt, special

local SIMPLE = { ["nil"] = true, boolean = true, number = true, string = true }

-- What Python gets for values that it can't take as they are: a letter each, and an id in place of the value.
local function export(n, ...)
  local values, kinds = { ... }, {}
  for i = 1, n do
    local value = values[i]
    local kind = type(value)
    if SIMPLE[kind] then
      kinds[i] = "."
    elseif ids[value] then
      kinds[i], values[i] = "o", ids[value]
    else
      kinds[i] = kind == "table" and "t" or kind == "function" and "f" or "u"
      values[i] = anchor(value)
    end
  end
  return concat(kinds), unpack(values, 1, n)
end

local function all_simple(...)
  local n = select("#", ...)
  if n == 0 then
    return true
  elseif n == 1 then
    return SIMPLE[type((...))]
  elseif n < 8 then
    for i = 1, n do
      if not SIMPLE[type((select(i, ...)))] then return false end
    end
    return true
  end
  local values = { ... }
  for i = 1, n do
    if not SIMPLE[type(values[i])] then return false end
  end
  return true
end

function host.forget_fed() fed = {} end

function host.feed(...)
  fed[#fed + 1] = pack(...)
end

-- The other way: `plan` says how to build each result from the values that follow (and those fed before).
--   .  the value   o  a known object (id)   n  a new one (id, userdata)   a  an anchored value (id)
--   {  a table: keys and values in turn up to  }         [  a sequence up to  ]
local function import(plan, ...)
  local values, at, p
  if #fed > 0 then
    local pieces, n = fed, 0
    fed, values = {}, {}
    pieces[#pieces + 1] = pack(...)
    for number = 1, #pieces do
      local piece = pieces[number]
      for i = 1, piece.n do values[n + i] = piece[i] end
      n = n + piece.n
    end
  else
    values = { ... }
  end
  at, p = 0, 1
  local function one(op)
    if op == 46 then -- .
      at = at + 1
      return values[at]
    elseif op == 97 then -- a
      at = at + 1
      return anchors[values[at]]
    elseif op == 111 then -- o
      at = at + 1
      return object(values[at])
    elseif op == 110 then -- n
      at = at + 2
      return adopt(values[at], values[at - 1])
    elseif op == 91 then -- [
      local t, n = {}, 0
      while true do
        local inner = byte(plan, p)
        p = p + 1
        if inner == 93 then return t end
        n = n + 1
        t[n] = one(inner)
      end
    else -- {
      local t = {}
      while true do
        local inner = byte(plan, p)
        p = p + 1
        if inner == 125 then return t end
        local key = one(inner)
        inner = byte(plan, p)
        p = p + 1
        rawset(t, key, one(inner))
      end
    end
  end
  local results, n, length = {}, 0, #plan
  while p <= length do
    local op = byte(plan, p)
    p = p + 1
    n = n + 1
    results[n] = one(op)
  end
  return unpack(results, 1, n)
end

host.import = import

-- ------------------------------------------------------------------------------------ host functions

-- A function of the host as scripts see it: `entry` takes simple values, `id` is for all others. Its errors have
-- the position of the line that called it.
function host.func(id, entry)
  return function(...)
    local r, u
    if all_simple(...) then
      r, u = entry(...)
    else
      r, u = call_mixed(id, export(select("#", ...), ...))
    end
    if r == FAIL then raise() end -- here, where the traceback still shows who called
    if u then return special(r, u) end
    return r
  end
end

function host.new_function(id, plan, ...)
  return anchor(host.func(id, (import(plan, ...))))
end

host.export, host.all_simple = export, all_simple

-- -------------------------------------------------------------------------------- calls from Python

-- A traceback without the host's own frames, and without the C functions that they call.
local function clean_traceback(text)
  local lines, n = {}, 0
  for line in gmatch(text, "[^\n]+") do
    if find(line, "[postlude", 1, true) and find(line, "^\t%[postlude") then
      if n > 0 and find(lines[n], "^\t%[C%]") then n = n - 1 end
    else
      n = n + 1
      lines[n] = line
    end
  end
  return concat(lines, "\n", 1, n)
end

host.clean_traceback = clean_traceback

local function describe(value)
  if type(value) == "string" then return value end
  if type(value) == "number" then return tostring(value) end
  local mt = raw_getmetatable(value)
  if type(mt) == "table" and rawget(mt, "__tostring") ~= nil then
    local ok, text = pcall(tostring, value)
    if ok and type(text) == "string" then return text end
  end
  return "(error object is a " .. type(value) .. " value)"
end

local function handler(value)
  if stopped then return { message = STOP } end
  local line, file
  for level = 2, 60 do
    local info = getinfo(level, "Sl")
    if not info then break end
    if info.currentline > 0 and not is_host(info.source) then
      line, file = info.currentline, info.source
      break
    end
  end
  local trace = clean_traceback(traceback("", 2))
  return { message = describe(value), value = value, trace = trace, line = line, file = file }
end

local function finish(ok, ...)
  host.drain()
  if ok then return true, export(select("#", ...), ...) end
  local failure = ...
  if type(failure) ~= "table" then -- out of memory, or an error in error handling
    return false, tostring(failure), "", nil, nil, nil
  end
  local value = failure.value
  if type(value) == "string" or value == nil then value = nil else value = anchor(value) end
  return false, failure.message, failure.trace, failure.file, failure.line, value
end

function host.call(id, plan, ...)
  if plan then return finish(xpcall(anchors[id], handler, import(plan, ...))) end
  return finish(xpcall(anchors[id], handler, ...))
end

function host.compile(source, name, mode)
  local f, message = load(source, name, mode, G)
  if f then return anchor(f) end
  return nil, message
end

function host.native_library(name) return anchor(host.native[name]) end
function host.values(plan, ...) return anchor((import(plan, ...))) end
function host.get(id, key) return export(1, rawget(anchors[id], key)) end
function host.set(id, plan, ...)
  local key, value = import(plan, ...)
  rawset(anchors[id], key, value)
end
function host.number_of(id) return ids[anchors[id]] end
function host.length(id) return rawlen(anchors[id]) end
function host.same(a, b) return rawequal(anchors[a], anchors[b]) end
function host.collect()
  collect("collect")
  collect("collect")
  tell_gone()
end

-- Everything that a table holds, as one flat array: for each table its entries as (kind, value) pairs;
-- a table among the values is named by its number. Raw access only.
function host.dump(id, max_depth, max_entries)
  local root = anchors[id]
  local numbers, queue, depths = { [root] = 1 }, { root }, { 1 }
  local out, n, entries, at = {}, 0, 0, 1
  while queue[at] do
    local t = queue[at]
    n = n + 1
    local head = n
    local count = 0
    for key, value in next, t do
      count = count + 1
      for which = 1, 2 do
        local item = which == 1 and key or value
        local kind = type(item)
        n = n + 2
        if SIMPLE[kind] then
          out[n - 1], out[n] = ".", item
        elseif ids[item] then
          out[n - 1], out[n] = "o", ids[item]
        elseif kind == "table" then
          local number = numbers[item]
          if not number then
            if depths[at] >= max_depth then return nil, "nested too deeply" end
            number = #queue + 1
            queue[number], numbers[item], depths[number] = item, number, depths[at] + 1
          end
          out[n - 1], out[n] = "t", number
        else
          out[n - 1], out[n] = kind == "function" and "f" or "u", anchor(item)
        end
      end
    end
    entries = entries + count
    if entries > max_entries then return nil, "too many entries" end
    out[head] = count
    at = at + 1
  end
  return anchor({ out }), n
end

function host.slice(id, from, to)
  return unpack(anchors[id][1], from, to)
end

-- ------------------------------------------------------------------------------ the script's globals

for _, name in next, {
  "assert", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "rawequal", "rawget", "rawlen",
  "rawset", "tostring", "type", "string", "math", "table", "utf8", "_VERSION", "select", "tonumber",
  "collectgarbage",
} do
  G[name] = _G[name]
end
G._G = G
host.native = { io = io, os = os }
G.io = { type = io.type }
G.os = { clock = os.clock, date = os.date, difftime = os.difftime, time = os.time }

-- Ends the script: no protected call and no coroutine outlives it.
function G.os.exit(code)
  if code == nil or code == true then
    code = 0
  elseif code == false then
    code = 1
  elseif type(code) ~= "number" then
    error("bad argument #1 to 'exit' (number expected, got " .. type(code) .. ")", 2)
  elseif code ~= code or code < -0x80000000 or code > 0xFFFFFFFF then
    error("bad argument #1 to 'exit' (number has no integer representation)", 2)
  end
  py.exit(code // 1 | 0)
  host.halt()
  error(STOP, 0)
end

-- The stop must not run a script's handler: it would run with no hook to end it.
function G.xpcall(f, handler, ...)
  if type(handler) ~= "function" then return xpcall(f, handler, ...) end
  return xpcall(f, function(value)
    if stopped then return value end
    return handler(value)
  end, ...)
end

local threads_library = {}
for name, f in next, coroutine do threads_library[name] = f end
G.coroutine = threads_library

function threads_library.create(f)
  if type(f) ~= "function" then
    error("bad argument #1 to 'create' (function expected)", 2)
  end
  local thread = create(f)
  watch(thread)
  return thread
end

function threads_library.wrap(f)
  if type(f) ~= "function" then
    error("bad argument #1 to 'wrap' (function expected)", 2)
  end
  return wrap(function(...)
    watch(running())
    if stopped then error(STOP, 0) end
    return f(...)
  end)
end
