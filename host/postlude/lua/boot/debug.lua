-- `debug` without what reaches the host, and finalizers that the time limit holds for.
--
-- Kept: what looks at script functions, their variables and the stack. Refused: the registry, hooks (the limits
-- are one; a script that is being debugged may have its own beside it), metatables of anything but tables,
-- variables of host functions and of C functions.

local host = ...
local G = host.G
local is_host, at_script = host.is_host, host.at_script
local clean_traceback = host.clean_traceback

local type, error, pcall, next, rawget, rawset = type, error, pcall, next, rawget, rawset
local setmetatable, gsub = setmetatable, string.gsub
local raw = {}
for name, f in next, debug do raw[name] = f end
local getinfo, find, format = raw.getinfo, string.find, string.format
local raw_setmetatable, raw_getmetatable = raw.setmetatable, raw.getmetatable
local math_type, running = math.type, coroutine.running
local hooks_allowed, set_hook, get_hook = host.hooks_allowed, host.set_hook, host.get_hook

local library = {}
G.debug = library

local function refuse(name)
  error(at_script("debug." .. name .. " is not available here"), 0)
end

for _, name in next, { "getregistry", "setcstacklimit", "setuservalue", "setfenv" } do
  if raw[name] then library[name] = function() refuse(name) end end
end

function library.debug() end

-- For trusted scripts that may talk to a debugger. The limits hold all the same.
function library.sethook(...)
  if not hooks_allowed() then refuse("sethook") end
  local thread, f, mask, count = running(), ...
  if type(f) == "thread" then thread, f, mask, count = ... end
  if f == nil or mask == nil then
    set_hook(thread, nil)
    return
  end
  if type(f) ~= "function" then
    error(at_script("bad argument #1 to 'sethook' (function expected, got " .. type(f) .. ")"), 0)
  end
  if type(mask) ~= "string" then
    error(at_script("bad argument #2 to 'sethook' (string expected, got " .. type(mask) .. ")"), 0)
  end
  count = math_type(count) and count // 1 | 0 or 0
  if count > 0 or find(mask, "[crl]") then set_hook(thread, f, mask, count) else set_hook(thread, nil) end
end

function library.gethook(thread)
  return get_hook(type(thread) == "thread" and thread or running())
end

function library.getuservalue() return nil, false end

-- Only functions that are Lua and the script's own.
local function own(f, name)
  if type(f) ~= "function" then
    error(at_script(format("bad argument #1 to '%s' (function expected, got %s)", name, type(f))), 0)
  end
  local info = getinfo(f, "S")
  return info.what ~= "C" and not is_host(info.source)
end

function library.getupvalue(f, n)
  if not own(f, "getupvalue") then return nil end
  return raw.getupvalue(f, n)
end

function library.setupvalue(f, n, value)
  if not own(f, "setupvalue") then return nil end
  return raw.setupvalue(f, n, value)
end

function library.upvalueid(f, n)
  if not own(f, "upvalueid") then return nil end
  return raw.upvalueid(f, n)
end

function library.upvaluejoin(f, n, g, m)
  if not own(f, "upvaluejoin") or not own(g, "upvaluejoin") then refuse("upvaluejoin") end
  return raw.upvaluejoin(f, n, g, m)
end

-- The level for `getinfo`, called by a function of this library, that a script means by `level`: frames of the
-- host don't count.
local function real_level(thread, level)
  local at, seen = thread and 0 or 3, thread and -1 or 0 -- 3: the script's frame, seen from here
  while true do
    local info = thread and getinfo(thread, at, "S") or not thread and getinfo(at, "S")
    if not info then return nil end
    if not is_host(info.source) then
      seen = seen + 1
      if seen == level then return thread and at or at - 1, info end
    end
    at = at + 1
  end
end

local function level_argument(level, position, name)
  if math_type(level) == "float" then level = level // 1 | 0 end
  if math_type(level) ~= "integer" then
    error(at_script(format("bad argument #%d to '%s' (number expected, got %s)", position, name, type(level))), 0)
  end
  return level
end

function library.getinfo(...)
  local thread, what, options = nil, ...
  if type(what) == "thread" then thread, what, options = ... end
  local position = thread and 2 or 1
  if options ~= nil and type(options) ~= "string" then
    error(at_script(format("bad argument #%d to 'getinfo' (string expected, got %s)", position + 1, type(options))), 0)
  end
  if options and find(options, "[^SltnrufL]") then
    error(at_script(format("bad argument #%d to 'getinfo' (invalid option)", position + 1)), 0)
  end
  local info
  if type(what) == "function" then
    return getinfo(what, options or "Slnrtuf")
  end
  what = level_argument(what, position, "getinfo")
  if what == 0 and not thread then
    return getinfo(library.getinfo, options or "Slnrtuf")
  end
  local level = real_level(thread, what)
  if not level then return nil end
  if thread then
    info = getinfo(thread, level, options or "Slnrtuf")
  else
    info = getinfo(level, options or "Slnrtuf")
  end
  -- A C function on the stack may be one that calls Python.
  if info.func and getinfo(info.func, "S").what == "C" then info.func = nil end
  return info
end

local function variables(name, count)
  library[name] = function(...)
    local thread, level, index, value = nil, ...
    if type(level) == "thread" then thread, level, index, value = ... end
    if type(level) == "function" and name == "getlocal" then
      if not own(level, name) then return nil end
      return raw.getlocal(level, index)
    end
    level = level_argument(level, thread and 2 or 1, name)
    local at, info = real_level(thread, level)
    if not at then error(at_script(format("bad argument #%d to '%s' (level out of range)", thread and 2 or 1, name)), 0) end
    if info.what == "C" then return nil end
    if count == 2 then
      if thread then return raw.getlocal(thread, at, index) end
      local label, content = raw.getlocal(at, index)
      return label, content
    end
    if thread then return raw.setlocal(thread, at, index, value) end
    local label = raw.setlocal(at, index, value)
    return label
  end
end

variables("getlocal", 2)
variables("setlocal", 1)

function library.traceback(...)
  local thread, message, level = nil, ...
  if type(message) == "thread" then thread, message, level = ... end
  if message ~= nil and type(message) ~= "string" and type(message) ~= "number" then return message end
  level = level == nil and (thread and 0 or 1) or level_argument(level, thread and 3 or 2, "traceback")
  local text
  if thread then
    text = raw.traceback(thread, "", level)
  else
    text = raw.traceback("", level + 1)
  end
  text = clean_traceback(text)
  return message == nil and text or message .. "\n" .. text
end

function library.getmetatable(value)
  local mt = raw_getmetatable(value)
  if type(value) == "table" or type(value) == "string" then return mt end
  local protected = mt and rawget(mt, "__metatable")
  if protected ~= nil then return protected or nil end
  return mt
end

-- ---------------------------------------------------------------------------------------- finalizers

-- Lua runs finalizers with hooks off, so an endless one could not be stopped. No table that a script makes is
-- ever marked for finalization; a sentinel stands in for each, and what it reports dead waits for `drain`.

local sentinels = setmetatable({}, { __mode = "k" })
local dead, count = {}, 0
local sentinel_metatable = {
  __gc = function(sentinel)
    count = count + 1
    dead[count] = sentinel[1]
  end,
}

local function finalize(object)
  local mt = raw_getmetatable(object)
  local f = type(mt) == "table" and rawget(mt, "__gc")
  if type(f) ~= "function" then return end
  local ok, message = pcall(f, object)
  if not ok then host.warn("error in __gc" .. (type(message) == "string" and " (" .. message .. ")" or "")) end
end

local draining = false

local function drain()
  if draining then return end
  draining = true
  while count > 0 and not host.is_stopped() do
    local object = dead[count]
    dead[count], count = nil, count - 1
    sentinels[object] = nil
    finalize(object)
  end
  draining = false
end

host.drain = drain

-- At the end of a state Lua finalizes what is left.
function host.finalize_all()
  drain()
  local object = next(sentinels)
  while object and not host.is_stopped() do
    sentinels[object] = nil
    finalize(object)
    object = next(sentinels)
  end
end

local function set_metatable(t, mt)
  local gc = mt and rawget(mt, "__gc")
  if gc == nil then return raw_setmetatable(t, mt) end
  rawset(mt, "__gc", nil)
  raw_setmetatable(t, mt)
  rawset(mt, "__gc", gc)
  if not sentinels[t] then sentinels[t] = setmetatable({ t }, sentinel_metatable) end
  if count > 0 then drain() end
  return t
end

function G.setmetatable(t, mt)
  if type(mt) == "table" and rawget(mt, "__gc") ~= nil and type(t) == "table" then
    local present = raw_getmetatable(t)
    if not present or rawget(present, "__metatable") == nil then return set_metatable(t, mt) end
  end
  local ok, result = pcall(setmetatable, t, mt)
  if ok then return result end
  error(at_script((gsub(result, "'%?'", "'setmetatable'"))), 0)
end

function library.setmetatable(value, mt)
  if type(value) ~= "table" then refuse("setmetatable of a " .. type(value)) end
  if mt ~= nil and type(mt) ~= "table" then
    error(at_script("bad argument #2 to 'setmetatable' (nil or table expected)"), 0)
  end
  return set_metatable(value, mt)
end

local tell_gone = host.tell_gone

local function after_collecting(...)
  if count > 0 then drain() end
  tell_gone()
  return ...
end

local collect = G.collectgarbage
function G.collectgarbage(...) return after_collecting(collect(...)) end

for _, name in next, { "io", "os", "debug" } do host.publish(name) end

-- The metatable of files is the library's own: its finalizer, too, stays out of reach.
local files = raw.getregistry()["FILE*"]
files.__metatable = host.view(files)
raw.getregistry()._LOADED = host.package.loaded -- where names in tracebacks come from
