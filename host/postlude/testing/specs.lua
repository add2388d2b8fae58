-- describe, it and their like: they only note what a spec file says; Python runs it.
local api = ...

local error, type, tostring, pairs, ipairs, rawequal, setmetatable, getmetatable, pcall, select =
  error, type, tostring, pairs, ipairs, rawequal, setmetatable, getmetatable, pcall, select
local getinfo, format, concat, sort, find, gsub, gmatch, lower, abs, pack, unpack, huge =
  debug.getinfo, string.format, table.concat, table.sort, string.find, string.gsub, string.gmatch,
  string.lower, math.abs, table.pack, table.unpack, math.huge
local math_type = math.type

local runner = { pending = nil, finalizers = {} }
local root = { kind = "describe", name = "", line = 0, children = {} }
local here, running = root, false

local function line_of()
  for level = 2, 30 do
    local info = getinfo(level, "Sl")
    if not info then return 0 end
    if info.currentline > 0 and not find(info.source, "^=%[postlude") then return info.currentline end
  end
  return 0
end

local function named(what, name, fn)
  if type(name) ~= "string" then error(what .. " takes a name and a function", 0) end
  if fn ~= nil and type(fn) ~= "function" then error(what .. " '" .. name .. "' takes a function", 0) end
  if running then error(what .. " can't stand within it", 0) end
end

local function block(name, fn)
  named("describe", name, fn)
  local outer = here
  here = { kind = "describe", name = name, line = line_of(), children = {} }
  outer.children[#outer.children + 1] = here
  if fn then fn() end
  here = outer
end

local function leaf(kind)
  return function(name, fn)
    if kind == "pending" and running then
      runner.pending = name == nil and "pending" or tostring(name)
      error("pending: " .. runner.pending, 0)
    end
    named(kind == "pending" and kind or "it", name, fn)
    local is_pending = kind == "pending" or fn == nil
    here.children[#here.children + 1] =
      { kind = is_pending and "pending" or "it", name = name, line = line_of(), body = fn }
  end
end

local function around(kind)
  return function(fn)
    if type(fn) ~= "function" then error(kind .. " takes a function", 0) end
    if running then error(kind .. " can't stand within it", 0) end
    here[kind] = here[kind] or {}
    here[kind][#here[kind] + 1] = fn
  end
end

local globals = {
  describe = block, context = block, insulate = block, expose = block,
  it = leaf("it"), spec = leaf("it"), test = leaf("it"), pending = leaf("pending"),
  before_each = around("before_each"), after_each = around("after_each"),
  setup = around("setup"), lazy_setup = around("setup"), strict_setup = around("setup"),
  teardown = around("teardown"), lazy_teardown = around("teardown"), strict_teardown = around("teardown"),
  finally = function(fn)
    if not running then error("finally stands within it", 0) end
    runner.finalizers[#runner.finalizers + 1] = fn
  end,
}

function runner.load(main)
  main()
  return root
end

function runner.begin()
  running, runner.pending, runner.finalizers = true, nil, {}
end

function runner.over()
  running = false
  return runner.pending, runner.finalizers
end

-- ---------------------------------------------------------------------------------------- assertions

local function shown(value, depth)
  depth = depth or 0
  local kind = type(value)
  if kind == "string" then return (gsub(format("%q", value), "\\\n", "\\n")) end
  if kind ~= "table" then return tostring(value) end
  if depth > 3 then return "{...}" end
  local keys, parts = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  sort(keys, function(a, b)
    if type(a) == "number" and type(b) == "number" then return a < b end
    return type(a) .. tostring(a) < type(b) .. tostring(b)
  end)
  for _, key in ipairs(keys) do
    local name = type(key) == "string" and key or "[" .. shown(key, depth + 1) .. "]"
    parts[#parts + 1] = (math_type(key) == "integer" and key <= #value and "" or name .. " = ")
      .. shown(value[key], depth + 1)
  end
  return "{ " .. concat(parts, ", ") .. " }"
end

local function typed(value)
  return "(" .. type(value) .. ") " .. shown(value)
end

-- The path to the first difference, nil if there is none.
local function differs(a, b, path, seen)
  if rawequal(a, b) then return nil end
  if type(a) ~= "table" or type(b) ~= "table" then
    if a == b then return nil end
    return path
  end
  local meta = getmetatable(a)
  if type(meta) == "table" and meta.__eq and a == b then return nil end
  seen = seen or {}
  if seen[a] == b then return nil end
  seen[a] = b
  local function step(key)
    return path .. (type(key) == "string" and "." .. key or "[" .. shown(key) .. "]")
  end
  for key, value in pairs(a) do
    local found = differs(value, b[key], step(key), seen)
    if found then return found end
  end
  for key in pairs(b) do
    if a[key] == nil then return step(key) end
  end
  return nil
end

local function pair(text, negated)
  return function(expected, passed)
    return format("Expected %s%s.\nPassed in: %s\nExpected:  %s", text[1], negated and text[3] or text[2],
      typed(passed), typed(expected))
  end
end

local function one(what)
  return function(negated)
    return function(value)
      return format("Expected a value that is %s%s.\nPassed in: %s", negated and "not " or "", what, typed(value))
    end
  end
end

local function two(...)
  local text = { ... }
  return function(negated) return pair(text, negated) end
end

local function error_text(value)
  return type(value) == "string" and gsub(value, "^.-:%d+: ", "", 1) or value
end

local function fails(fn, expected)
  if type(fn) ~= "function" then error("assert.has_error takes a function", 0) end
  local ok, value = pcall(fn)
  if ok then return false, "Expected an error, there was none." end
  if expected == nil then return true, "Expected no error, there was: " .. shown(value) end
  local actual = error_text(value)
  local same = differs(expected, actual, "") == nil or differs(expected, value, "") == nil
  return same, format("Expected a different error.\nCaught:   %s\nExpected: %s", typed(actual), typed(expected))
end

local checks = {
  equal = { 2, function(a, b) return a == b end, two("objects to ", "be equal", "not be equal") },
  same = { 2, function(a, b)
    local place = differs(a, b, "")
    return place == nil, place ~= nil and place ~= "" and "\nThey differ at " .. place or ""
  end, two("objects to ", "be the same", "not be the same") },
  truthy = { 1, function(v) return v and true or false end, one("truthy") },
  falsy = { 1, function(v) return not v end, one("falsy") },
  ["true"] = { 1, function(v) return v == true end, one("true") },
  ["false"] = { 1, function(v) return v == false end, one("false") },
  near = { 3, function(expected, v, tolerance)
    return type(v) == "number" and v >= expected - tolerance and v <= expected + tolerance
  end, function(negated)
    return function(expected, v, tolerance)
      return format("Expected a value %snear %s (within %s).\nPassed in: %s", negated and "not " or "",
        shown(expected), shown(tolerance), typed(v))
    end
  end },
  matches = { 2, function(pattern, text, ...)
    return (type(text) == "string" or type(text) == "number") and find(text, pattern, ...) ~= nil
  end, two("strings to ", "match", "not match") },
  error = { 1, fails },
  error_matches = { 2, function(fn, pattern)
    local ok, value = pcall(fn)
    if ok then return false, "Expected an error, there was none." end
    return find(tostring(value), pattern) ~= nil,
      format("Expected a different error.\nCaught:   %s\nPattern:  %s", typed(value), typed(pattern))
  end },
  unique = { 1, function(list)
    local seen = {}
    for _, value in pairs(list) do
      if seen[value] then return false end
      seen[value] = true
    end
    return true
  end, one("a list of unique values") },
}
for _, kind in ipairs({ "nil", "boolean", "number", "string", "table", "function", "userdata", "thread" }) do
  checks[kind] = { kind == "nil" and 0 or 1, function(v) return type(v) == kind end, one("a " .. kind) }
end
checks["nil"][3] = one("nil")
for alias, name in pairs({
  equals = "equal", eq = "equal", truth = "truthy", falsey = "falsy", errors = "error", match = "matches",
  error_match = "error_matches", errors_match = "error_matches",
}) do
  checks[alias] = checks[name]
end

local FILLERS = { is = true, are = true, was = true, were = true, has = true, have = true, does = true, be = true }

local function perform(words, ...)
  local negated, rest = false, {}
  for _, part in ipairs(words) do
    for word in gmatch(lower(part), "[^_]+") do
      if word == "not" or word == "no" then
        negated = not negated
      elseif not FILLERS[word] or #rest > 0 then
        rest[#rest + 1] = word
      end
    end
  end
  local name = concat(rest, "_")
  local check = checks[name]
  if not check then error("there is no assertion '" .. concat(words, ".") .. "'", 0) end
  local count = select("#", ...)
  if count < check[1] then
    error(format("assert.%s takes %d argument%s, not %d", concat(words, "."), check[1], check[1] == 1 and "" or "s",
      count), 0)
  end
  local ok, text = check[2](...)
  if ok ~= negated then return ... end
  local message = check[3] and check[3](negated)(...) .. (not negated and text or "") or text
  local own = select(check[1] + 1, ...)
  if name ~= "error" and name ~= "matches" and type(own) == "string" then message = own .. "\n" .. message end
  error(message, 0)
end

local function chain(words)
  return setmetatable({}, {
    __index = function(_, key)
      local longer = { unpack(words) }
      longer[#longer + 1] = tostring(key)
      return chain(longer)
    end,
    __call = function(_, ...) return perform(words, ...) end,
  })
end

globals.assert = setmetatable({}, {
  __index = function(_, key) return chain({ tostring(key) }) end,
  __call = function(_, value, message, ...)
    if value then return value, message, ... end
    if message ~= nil and type(message) ~= "string" then error(message, 0) end
    error(message or "assertion failed!", 0)
  end,
})

-- ----------------------------------------------------------------------------- scores, runs and replies

local ids = setmetatable({}, { __mode = "k" })

local function id_of(object, what)
  local id = ids[object]
  if not id then error(what .. " expected, got " .. type(object), 0) end
  return id
end

local Score = {}
Score.__index = Score
function Score:music(staff, layer) return api.music(id_of(self, "a score"), staff or 1, layer or 1) end
function Score:changes() return api.score_changes(id_of(self, "a score")) end
function Score:save(name) return api.save(id_of(self, "a score"), name) end
function Score:assert_music(...)
  api.assert_music(id_of(self, "a score"), ...)
  return self
end

function Score:assert_snapshot(name)
  api.assert_snapshot(id_of(self, "a score"), name)
  return self
end

local function score_object(id)
  local object = setmetatable({}, Score)
  ids[object] = id
  return object
end

function globals.score(...) return score_object(api.score(...)) end

function globals.edit(score, fn)
  if type(fn) ~= "function" then error("edit takes a score and a function", 0) end
  local ok = false
  api.open(id_of(score, "a score"))
  -- A pcall would lose the line of an error.
  local _ <close> = setmetatable({}, { __close = function() api.shut(ok) end })
  local results = pack(fn())
  ok = true
  return unpack(results, 1, results.n)
end

local Ran = {}
function Ran.__index(object, key)
  if type(key) == "string" and find(key, "^assert_") then
    return function(self, ...)
      api.assert_run(id_of(self, "a run"), key, ...)
      return self
    end
  end
  return nil
end

function globals.run_plugin(plugin, score, settings)
  local id, result = api.run(plugin, score ~= nil and id_of(score, "a score") or nil, settings)
  result.score = score
  ids[result] = id
  return setmetatable(result, Ran)
end

globals.dialogs = {
  alert = function(_, answer, text) api.answer("alert", { answer = answer, text = text }) return globals.dialogs end,
  answer = function(_, block) api.answer("dialog", block) return globals.dialogs end,
  file = function(_, answer) api.answer("file", { answer = answer }) return globals.dialogs end,
  font = function(_, name, size) api.answer("font", { name = name, size = size }) return globals.dialogs end,
}
globals.https_server = {
  reply = function(_, url, body, options) api.reply(url, body, options) return globals.https_server end,
  requests = function() return api.requests() end,
}
globals.openai_replies = function(...)
  local id, key = api.openai_replies(...)
  return {
    key = key,
    asked = function() return api.openai_asked(id) end,
    texts = function() return api.openai_texts(id) end,
  }
end
globals.openai_reply = function(body, options)
  return { openai_body = body == nil and "" or body, openai_options = options }
end
globals.openai_failure = function(status, message) return { openai_status = status, openai_message = message } end

for name, value in pairs(globals) do _G[name] = value end

return runner
