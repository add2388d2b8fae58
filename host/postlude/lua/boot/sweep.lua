-- What prefixes leave behind: which globals they set, and the key taken out of whatever a script could reach it
-- through. Strings are replaced where they stand; what can't be changed (a function's constants, a coroutine,
-- what C code holds) is named, and the host refuses to go on.

local host = ...
local G, is_host, ids = host.G, host.is_host, host.ids
local type, next, select, rawget, rawset, rawequal, pcall = type, next, select, rawget, rawset, rawequal, pcall
local find, sub, dump, unpack = string.find, string.sub, string.dump, table.unpack
local getupvalue, setupvalue, getinfo = debug.getupvalue, debug.setupvalue, debug.getinfo
local raw_getmetatable = debug.getmetatable

local shot = {}

-- Note the globals as they are, for `added`.
function host.snapshot()
  shot = {}
  for key, value in next, G do shot[key] = value end
end

-- The names of the globals that were set since.
function host.added()
  local names = {}
  for key, value in next, G do
    if type(key) == "string" and not rawequal(value, shot[key]) then names[#names + 1] = key end
  end
  shot = {}
  return unpack(names)
end

local SCALAR = { boolean = true, number = true, string = true }

-- The globals that are plain values, as name and value in turn; at most `most` of them.
function host.scalars(most)
  local found = {}
  for key, value in next, G do
    if type(key) == "string" and SCALAR[type(value)] and #found < 2 * most then
      found[#found + 1] = key
      found[#found + 1] = value
    end
  end
  return unpack(found)
end

-- Replaces secrets by their stand-ins (given in turn) wherever the script could find them; one shorter than
-- `shortest` only where it is a whole string. Returns what can't be changed, or nil, and the numbers of the
-- host's objects that were met.
function host.sweep(shortest, ...)
  local secrets, n = { ... }, select("#", ...)
  local seen, queue, objects, problem = {}, {}, {}, nil

  local function covered(text)
    local result = text
    for i = 1, n, 2 do
      local secret, stand_in = secrets[i], secrets[i + 1]
      if #secret >= shortest then
        local from = find(result, secret, 1, true)
        while from do
          result = sub(result, 1, from - 1) .. stand_in .. sub(result, from + #secret)
          from = find(result, secret, from + #stand_in, true)
        end
      elseif result == secret then
        result = stand_in
      end
    end
    return result ~= text and result or nil
  end

  local function visit(value)
    local kind = type(value)
    if kind ~= "table" and kind ~= "function" and kind ~= "userdata" and kind ~= "thread" or seen[value] then return end
    seen[value] = true
    queue[#queue + 1] = value
  end

  local function table_(t)
    visit(raw_getmetatable(t))
    local renamed = {}
    for key, value in next, t do
      if type(key) == "string" and covered(key) then renamed[#renamed + 1] = key end
      visit(key)
      local new = type(value) == "string" and covered(value)
      if new then rawset(t, key, new) else visit(value) end
    end
    for i = 1, #renamed do
      local key = renamed[i]
      local value = rawget(t, key)
      rawset(t, key, nil)
      rawset(t, covered(key), value)
    end
  end

  local function function_(f)
    local info = getinfo(f, "S")
    local is_c = info.what == "C"
    if not is_c and is_host(info.source) then return end
    for i = 1, 255 do
      local name, value = getupvalue(f, i)
      if name == nil then break end
      local new = type(value) == "string" and covered(value)
      if new and is_c then
        problem = problem or "a function of Lua's library made with the key"
      elseif new then
        setupvalue(f, i, new)
      else
        visit(value)
      end
    end
    if is_c then return end
    local ok, code = pcall(dump, f, true)
    if not ok or covered(code) then
      problem = problem or "the function of line " .. info.linedefined .. ", which has the key in its text"
    end
  end

  visit(G)
  visit(host.package)
  visit(host.class_metatables)
  for _, value in next, { "", 0, true, print } do visit(raw_getmetatable(value)) end
  local at = 0
  while at < #queue do
    at = at + 1
    local value = queue[at]
    local kind = type(value)
    if kind == "table" then
      table_(value)
    elseif kind == "function" then
      function_(value)
    elseif kind == "thread" then
      problem = problem or "a coroutine"
    elseif ids[value] then
      objects[#objects + 1] = ids[value]
    end
  end
  if #objects > 1000 then return problem or "more than a thousand objects" end
  return problem, unpack(objects)
end
