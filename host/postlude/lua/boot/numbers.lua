-- RGP Lua's number rules: where the language or its library wants an integer, a float is floored, and a string
-- that is a number as well. And the mathematical functions of Lua 5.2.
--
-- A wrapped function calls the original first. Only when that fails for want of an integer is the argument that
-- the message names floored, and the call made again; any other failure gets the name and the position that
-- the original would have given it.

local host, tick = ...
local G = host.G
local at_script = host.at_script

local type, error, pcall, select, next, tonumber = type, error, pcall, select, next, tonumber
local unpack, pack = table.unpack, table.pack
local find, match = string.find, string.match
local math_type, floor, huge = math.type, math.floor, math.huge
local getinfo = debug.getinfo

-- Floored to an integer, or nil if there is none.
local function to_integer(value)
  if type(value) == "string" then value = tonumber(value) end
  local kind = math_type(value)
  if kind == "integer" then return value end
  if kind ~= "float" then return nil end
  value = floor(value)
  if math_type(value) == "integer" then return value end
  return nil
end

-- Gives the error of a library function its name and the script's position. In a call as a method the arguments
-- count from after the object. Called by the wrapper's own helper: two levels below the script.
local function fail(name, message, level)
  if type(message) ~= "string" then error(message, 0) end
  local number, rest = match(message, "^bad argument #(%-?%d+) to '%?'(.*)$")
  if number then
    local info = getinfo(level, "n")
    number = tonumber(number)
    if info and info.namewhat == "method" then
      number = number - 1
      if number == 0 then message = "calling '" .. name .. "' on bad self" .. rest end
    end
    if number ~= 0 then message = "bad argument #" .. number .. " to '" .. name .. "'" .. rest end
    message = at_script(message)
  elseif not find(message, "^[^\n]-:%d+: ") and message ~= "not enough memory" then
    message = at_script(message)
  end
  error(message, 0)
end

local function retry(name, f, message, n, ...)
  local arguments = { ... }
  local tried = 0
  while tried < n do
    if type(message) ~= "string" then break end
    local number = match(message, "^bad argument #(%d+) to '%?' %(number has no integer representation%)$")
    if not number then break end
    number = tonumber(number)
    local integer = to_integer(arguments[number])
    if not integer then break end
    arguments[number] = integer
    tried = tried + 1
    local results = pack(pcall(f, unpack(arguments, 1, n)))
    if results[1] then return unpack(results, 2, results.n) end
    message = results[2]
  end
  fail(name, message, 3)
end

local function trimmed(...)
  local n = select("#", ...)
  while n > 0 and (select(n, ...)) == nil do n = n - 1 end
  return n
end

-- At most five arguments, one result. (No tail calls: the name by which the script called would be lost.)
local function one(name, f)
  return function(a, b, c, d, e)
    local ok, r = pcall(f, a, b, c, d, e)
    if not ok then r = retry(name, f, r, trimmed(a, b, c, d, e), a, b, c, d, e) end
    return r
  end
end

-- Any number of arguments, one result; the number of arguments matters.
local function counted(name, f)
  return function(...)
    local ok, r = pcall(f, ...)
    if not ok then r = retry(name, f, r, select("#", ...), ...) end
    return r
  end
end

-- Any number of results.
local function several(name, f)
  local function few(n, a, b, c, d, ok, ...)
    if ok then return ... end
    return retry(name, f, (...), n, a, b, c, d)
  end
  local function many(arguments, ok, ...)
    if ok then return ... end
    return retry(name, f, (...), arguments.n, unpack(arguments, 1, arguments.n))
  end
  return function(...)
    local n = select("#", ...)
    if n > 4 then return many(pack(...), pcall(f, ...)) end
    local a, b, c, d = ...
    return few(n, a, b, c, d, pcall(f, ...))
  end
end

local string, table, math, utf8 = string, table, math, utf8

for _, name in next, { "sub", "gmatch" } do string[name] = one(name, string[name]) end
for _, name in next, { "byte", "find", "gsub", "match", "unpack" } do string[name] = several(name, string[name]) end
for _, name in next, { "char", "format", "pack" } do string[name] = counted(name, string[name]) end

local rep = string.rep
function string.rep(s, n, sep)
  -- Long strings take long to make: the clock is looked at before each.
  if (math_type(n) ~= "integer" or n > 4096) and tick() then
    host.halt()
    return nil
  end
  local ok, r = pcall(rep, s, n, sep)
  if not ok then r = retry("rep", rep, r, trimmed(s, n, sep), s, n, sep) end
  return r
end

local insert = table.insert
table.insert = function(...)
  local ok, message = pcall(insert, ...)
  if not ok then retry("insert", insert, message, select("#", ...), ...) end
end
for _, name in next, { "concat", "remove", "move" } do table[name] = one(name, table[name]) end
table.unpack = several("unpack", table.unpack)

for _, name in next, { "random", "randomseed" } do math[name] = counted(name, math[name]) end
math.tointeger = function(...)
  if select("#", ...) == 0 then fail("tointeger", "bad argument #1 to '?' (value expected)", 2) end
  return (to_integer((...)))
end
math.ult = one("ult", math.ult)

utf8.char = counted("char", utf8.char)
for _, name in next, { "codepoint", "len", "offset" } do utf8[name] = several(name, utf8[name]) end

local raw_select = select
function G.select(n, ...)
  if n == "#" then return raw_select("#", ...) end
  local integer = math_type(n) == "integer" and n or to_integer(n)
  if not integer then
    local _, message = pcall(raw_select, n)
    fail("select", message, 2)
  elseif integer == 0 or integer < 0 and -integer > raw_select("#", ...) then
    fail("select", "bad argument #1 to '?' (index out of range)", 2)
  end
  return raw_select(integer, ...)
end

local raw_tonumber = tonumber
function G.tonumber(value, base)
  if base == nil then return raw_tonumber(value) end
  local ok, r = pcall(raw_tonumber, value, base)
  if not ok then r = retry("tonumber", raw_tonumber, r, 2, value, base) end
  return r
end

local collect = collectgarbage
G.collectgarbage = several("collectgarbage", collect)

G.os.date, G.os.difftime = one("date", G.os.date), one("difftime", G.os.difftime)
local time = G.os.time
function G.os.time(t)
  while true do
    local ok, r
    if t == nil then ok, r = pcall(time) else ok, r = pcall(time, t) end
    if ok then return r end
    local field = type(t) == "table" and type(r) == "string" and match(r, "^field '(%w+)' is not an integer$")
    local integer = field and to_integer(t[field])
    if not integer then fail("time", r, 2) end
    t[field] = integer
  end
end

local files = debug.getregistry()["FILE*"].__index
for _, name in next, { "read", "seek", "setvbuf", "lines" } do files[name] = several(name, files[name]) end

-- ----------------------------------------------------------------------------- bit operators on floats

local function operand(value, other)
  local kind = math_type(value)
  if kind == "integer" then return value end
  if kind == "float" then
    local integer = to_integer(value)
    if integer then return integer end
    if math_type(other) then error(at_script("number has no integer representation"), 0) end
    value = other
  end
  error(at_script("attempt to perform bitwise operation on a " .. type(value) .. " value"), 0)
end

local number_metatable = {
  __metatable = false,
  __band = function(a, b) return operand(a, b) & operand(b, a) end,
  __bor = function(a, b) return operand(a, b) | operand(b, a) end,
  __bxor = function(a, b) return operand(a, b) ~ operand(b, a) end,
  __shl = function(a, b) return operand(a, b) << operand(b, a) end,
  __shr = function(a, b) return operand(a, b) >> operand(b, a) end,
  __bnot = function(a) return ~operand(a, a) end,
}
debug.setmetatable(0, number_metatable)

-- ------------------------------------------------------------------------------- mathematics of Lua 5.2

local function number(value, position, name)
  local found = (type(value) == "number" or type(value) == "string") and tonumber(value) or nil
  if found then return found + 0.0 end
  local got = value == nil and "no value" or type(value)
  fail(name, "bad argument #" .. position .. " to '?' (number expected, got " .. got .. ")", 3)
end

function math.pow(x, y)
  return number(x, 1, "pow") ^ number(y, 2, "pow")
end

local exp, log, abs = math.exp, math.log, math.abs

function math.log10(x)
  return log(number(x, 1, "log10"), 10)
end

function math.cosh(x)
  x = number(x, 1, "cosh")
  return (exp(x) + exp(-x)) / 2
end

function math.sinh(x)
  x = number(x, 1, "sinh")
  if abs(x) < 0.5 then -- the difference below would lose digits
    local square, term, sum, n = x * x, x, x, 1
    repeat
      term = term * square / ((n + 1) * (n + 2))
      n, sum = n + 2, sum + term
    until sum + term == sum
    return sum
  end
  return (exp(x) - exp(-x)) / 2
end

function math.tanh(x)
  x = number(x, 1, "tanh")
  if x > 20 then return 1.0 elseif x < -20 then return -1.0 end
  if abs(x) < 0.5 then return math.sinh(x) / math.cosh(x) end
  local e = exp(2 * x)
  return (e - 1) / (e + 1)
end

-- Mantissa in [0.5, 1) and exponent of two.
function math.frexp(x)
  x = number(x, 1, "frexp")
  if x == 0 or x ~= x or x == huge or x == -huge then return x, 0 end
  local exponent = 0
  if abs(x) < 0x1p-1022 then x, exponent = x * 0x1p54, -54 end
  local rest = floor(log(abs(x), 2))
  if rest > 1023 then rest = 1023 end -- rounded up: two to that power is infinite
  local mantissa = abs(x) / 2.0 ^ rest -- in [0.5, 2] or so
  exponent = exponent + rest
  while mantissa >= 1 do mantissa, exponent = mantissa / 2, exponent + 1 end
  while mantissa < 0.5 do mantissa, exponent = mantissa * 2, exponent - 1 end
  return x < 0 and -mantissa or mantissa, exponent
end

function math.ldexp(m, e)
  m = number(m, 1, "ldexp")
  local exponent = to_integer(e)
  if not exponent then number(e, 2, "ldexp") fail("ldexp", "bad argument #2 to '?' (number has no integer representation)", 2) end
  if exponent > 2200 then exponent = 2200 elseif exponent < -2200 then exponent = -2200 end
  while exponent > 1000 do m, exponent = m * 0x1p1000, exponent - 1000 end
  while exponent < -1000 do m, exponent = m * 0x1p-1000, exponent + 1000 end
  return m * 2.0 ^ exponent
end
