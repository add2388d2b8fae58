-- The functions of `socket` that need no network, and RGP Lua's `require` for scripts that load LuaSocket.
local socket, flat = ...

local error, pcall, select, setmetatable, getmetatable, type =
  error, pcall, select, setmetatable, getmetatable, type
local find, sub = string.find, string.sub
local pack, unpack = table.pack, table.unpack

-- All arguments behind the first n.
function socket.skip(n, ...)
  return select(n + 1, ...)
end

local RAISED = {}

-- A function that passes its arguments on, or calls `finalizer` and raises the second if the first is nil or false;
-- `protect` turns what it raised into a result again.
function socket.newtry(finalizer)
  return function(...)
    if ... then return ... end
    if finalizer then pcall(finalizer) end
    error(setmetatable({ (select(2, ...)) }, RAISED), 0)
  end
end

socket.try = socket.newtry()

function socket.protect(func)
  return function(...)
    local results = pack(pcall(func, ...))
    if results[1] then return unpack(results, 2, results.n) end
    local problem = results[2]
    if type(problem) == "table" and getmetatable(problem) == RAISED then return nil, problem[1] end
    error(problem, 0)
  end
end

if not flat then return end

local require = require
__original_require = require

function _G.require(name)
  if type(name) == "string" and name ~= "socket.core" and find(name, "^socket%.") then name = sub(name, 8) end
  return require(name)
end
