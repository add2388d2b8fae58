-- Classes of the host as scripts see them: `finale.FCMeasure`, its objects and their metatable.
--
-- Each class has one metatable, whose __index and __newindex are functions that a script may read, wrap and
-- replace; that changes all objects of that class and no others. `getmetatable` shows a view of it that keeps
-- the finalizer out of reach.

local host, FAIL, call_mixed, call_with_object, member, reflect, lookup, everything = ...

local type, error, select, next, setmetatable = type, error, select, next, setmetatable
local rawget, rawset = rawget, rawset
local format = string.format
local ids, class_metatables = host.ids, host.class_metatables
local import, export, all_simple, raise, special = host.import, host.export, host.all_simple, host.raise, host.special
local func = host.func
local at_script = host.at_script

local SIMPLE = { ["nil"] = true, boolean = true, number = true, string = true }
local classes = {} -- by number

local function type_name(value)
  local id = ids[value]
  return id and classes[id & 0xFFF].name or type(value)
end

local function wrong_self(class, name, value)
  error(at_script(format("param 1 expected %s, got %s (%s is a method: call it with a colon)",
    class.name, type_name(value), name)), 0)
end

-- `record`: number of the function, whether it returns nothing, what to call with simple values.
local function method(record, class, name)
  local id, void, entry = record[1], record[2], record[3]
  local accept = class.accept
  if void then
    return function(self, ...)
      local number = ids[self]
      if not number or not accept[number & 0xFFF] then wrong_self(class, name, self) end
      local r
      if all_simple(...) then
        r = entry(number, ...)
      else
        r = call_mixed(id, export(select("#", ...) + 1, self, ...))
      end
      if r == FAIL then raise() end
    end
  end
  return function(self, ...)
    local number = ids[self]
    if not number or not accept[number & 0xFFF] then wrong_self(class, name, self) end
    local r, u
    local count = select("#", ...)
    if count == 0 then
      r, u = entry(number)
    elseif count == 1 then
      local argument = ...
      if SIMPLE[type(argument)] then
        r, u = entry(number, argument)
      elseif ids[argument] then
        r, u = call_with_object(id, number, ids[argument])
      else
        r, u = call_mixed(id, export(2, self, argument))
      end
    elseif all_simple(...) then
      r, u = entry(number, ...)
    else
      r, u = call_mixed(id, export(count + 1, self, ...))
    end
    if u then return special(r, u) end
    return r
  end
end

-- A method of its own class, made once: `finale.X.__class.F` and `object.F` are the same function.
local function own_method(owner, name, record)
  local f = owner.own[name]
  if not f then
    f = method(record, owner, owner.name .. ":" .. name)
    owner.own[name] = f
  end
  return f
end

function host.define_class(_, plan, ...)
  local number, name, parent, closer, shown = import(plan, ...)
  local class = { name = name, own = {}, accept = { [number] = true }, parent = classes[parent] }
  classes[number] = class
  local above = class.parent
  while above do
    above.accept[number] = true
    above = above.parent
  end
  local accept = class.accept
  local methods, getters, setters, mixed_setters, unknown = {}, {}, {}, {}, {}

  -- Where a member that is asked for the first time lies.
  local function resolve(key)
    if type(key) ~= "string" or unknown[key] then return false end
    local kind, first, second, third = member(number, key)
    if kind == "method" then
      methods[key] = own_method(classes[first], key, second)
    elseif kind == "property" then
      getters[key], setters[key], mixed_setters[key] = first, second, third
    else
      unknown[key] = true
      return false
    end
    return true
  end

  local metatable = { __name = name }

  local index
  function index(self, key)
    local getter = getters[key]
    if getter then
      local id = ids[self]
      if not id or not accept[id & 0xFFF] then wrong_self(class, key, self) end
      local r, u = getter(id)
      if u then return special(r, u) end
      return r
    end
    local f = methods[key]
    if f then return f end
    if not ids[self] or not accept[ids[self] & 0xFFF] then wrong_self(class, "__index", self) end
    if not setters[key] and resolve(key) then return index(self, key) end
    return nil
  end

  local function newindex(self, key, value)
    local setter = setters[key]
    if not setter and not getters[key] and not methods[key] and resolve(key) then setter = setters[key] end
    if not setter then
      error(at_script("No writable member '" .. (type(key) == "string" and key or type(key)) .. "'"), 0)
    end
    local id = ids[self]
    if not id or not accept[id & 0xFFF] then wrong_self(class, key, self) end
    local r
    if SIMPLE[type(value)] then
      r = setter(id, value)
    else
      r = call_mixed(mixed_setters[key], export(2, self, value))
    end
    if r == FAIL then raise() end
  end

  metatable.__index = index
  metatable.__newindex = newindex
  metatable.__gc = host.finalize
  function metatable.__tostring(self)
    local id = ids[self]
    if shown and id and accept[id & 0xFFF] then
      local r, u = shown(id)
      if u then r = special(r, u) end
      if type(r) == "string" then return r end
    end
    return format("%s: 0x%08x", name, id and id >> 12 or 0)
  end
  if closer then
    function metatable.__close(self)
      local id = ids[self]
      if not id or not accept[id & 0xFFF] then wrong_self(class, "__close", self) end
      if closer(id) == FAIL then raise() end
    end
  end
  metatable.__metatable = host.view(metatable)
  class_metatables[number] = metatable
end

-- -------------------------------------------------------------------------------- finale and its tables

-- What `finale.FCName` has: own members only, as functions of an object.
local REFLECTION = { __class = true, __propget = true, __propset = true, __parent = true, __static = true }

local function class_table(number)
  local class = classes[number]
  if class.table then return class.table end
  local constructor, parent, statics = reflect(number, "class")
  local t = {}
  local function load(key)
    local content
    if key == "__parent" then
      if parent then content = { [parent] = true } end
    else
      content = {}
      local names = reflect(number, key)
      for name, record in next, names do
        if key == "__class" then
          content[name] = own_method(class, name, record)
        elseif key == "__static" then
          content[name] = func(record[1], record[3])
        else
          content[name] = method(record, class, class.name .. "." .. name)
        end
      end
    end
    if content then rawset(t, key, content) end
    return content
  end
  local metatable = {
    __index = function(_, key)
      if REFLECTION[key] then return load(key) end
      local record = statics[key]
      if record then
        local f = func(record[1], record[3])
        rawset(t, key, f)
        return f
      end
    end,
    __pairs = function()
      for key in next, REFLECTION do
        if rawget(t, key) == nil then load(key) end
      end
      return next, t, nil
    end,
    __name = "class",
    __metatable = false,
  }
  function metatable.__tostring() return "class " .. class.name end
  if constructor then
    local id, entry = constructor[1], constructor[3]
    function metatable.__call(_, ...)
      local r, u
      if all_simple(...) then
        r, u = entry(...)
      else
        r, u = call_mixed(id, export(select("#", ...), ...))
      end
      if u then return special(r, u) end
      return r
    end
  end
  class.table = setmetatable(t, metatable)
  return t
end

function host.namespace(number)
  local t = {}
  local complete = false
  setmetatable(t, {
    __index = function(_, key)
      if type(key) ~= "string" or complete then return nil end
      local kind, value = lookup(number, key)
      if kind == "class" then value = class_table(value) end
      if value ~= nil then rawset(t, key, value) end
      return value
    end,
    __pairs = function()
      if not complete then
        local values, names = everything(number)
        for key, value in next, values do
          if rawget(t, key) == nil then rawset(t, key, value) end
        end
        for key, value in next, names do
          if rawget(t, key) == nil then rawset(t, key, class_table(value)) end
        end
        complete = true
      end
      return next, t, nil
    end,
    __metatable = false,
  })
  return host.anchor(t)
end
