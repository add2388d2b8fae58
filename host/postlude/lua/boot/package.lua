-- load, loadfile, dofile, require and `package`: as Lua's own, except that a chunk always gets the script's
-- globals, binary chunks need trust, and files are read through the host's fence.

local host, TRUSTED, read_file, probe, permit_library, separator, print_bytes, path, cpath = ...
local G = host.G

local type, error, pcall, select, tostring = type, error, pcall, select, tostring
local load, concat, rawget, next = load, table.concat, rawget, next
local gmatch, gsub, find, sub = string.gmatch, string.gsub, string.find, string.sub

local native_loadlib = package.loadlib
local at_script = host.at_script

local MODE = TRUSTED and "bt" or "t"

-- ------------------------------------------------------------------------------------------- console

function G.print(...)
  local n = select("#", ...)
  local texts = {}
  for i = 1, n do texts[i] = tostring((select(i, ...))) end
  texts[n + 1] = "\n"
  print_bytes(concat(texts, "\t", 1, n) .. "\n")
end

local warnings = false

function host.warn(message)
  if warnings then print_bytes("Lua warning: " .. message .. "\n") end
end

function G.warn(...)
  local n = select("#", ...)
  local texts = {}
  for i = 1, n > 0 and n or 1 do
    local text = select(i, ...)
    if type(text) == "number" then text = tostring(text) end
    if type(text) ~= "string" then
      local got = i > n and "no value" or type(text)
      error("bad argument #" .. i .. " to 'warn' (string expected, got " .. got .. ")", 2)
    end
    texts[i] = text
  end
  if n == 1 and sub(texts[1], 1, 1) == "@" then
    if texts[1] == "@on" then warnings = true elseif texts[1] == "@off" then warnings = false end
    return
  end
  host.warn(concat(texts))
end

-- ---------------------------------------------------------------------------------------------- load

local function allowed(mode)
  if mode == nil then return MODE end
  if TRUSTED then return mode end
  return find(mode, "t", 1, true) and "t" or "" -- with neither letter Lua refuses the text itself
end

local function compile(text, name, mode, env)
  if name and host.is_host(name) then name = "=[script]" end
  return load(text, name, allowed(mode), env)
end

host.compile_chunk = compile

local function text_argument(value, n, name, optional)
  if value == nil and optional then return nil end
  if type(value) == "number" then return tostring(value) end
  if type(value) ~= "string" then
    local got = value == nil and not optional and "no value" or type(value)
    error("bad argument #" .. n .. " to '" .. name .. "' (string expected, got " .. got .. ")", 3)
  end
  return value
end

function G.load(chunk, name, mode, ...)
  mode = text_argument(mode, 3, "load", true)
  name = text_argument(name, 2, "load", true)
  local env = G
  if select("#", ...) > 0 then env = ... end
  if type(chunk) == "number" then chunk = tostring(chunk) end
  if type(chunk) == "string" then return compile(chunk, name or chunk, mode, env) end
  if type(chunk) ~= "function" then
    error("bad argument #1 to 'load' (function expected, got " .. type(chunk) .. ")", 2)
  end
  local pieces, n = {}, 0
  while true do
    local ok, piece = pcall(chunk)
    if not ok then return nil, piece end
    if piece == nil or piece == "" then break end
    if type(piece) ~= "string" then return nil, "reader function must return a string" end
    n = n + 1
    pieces[n] = piece
  end
  return compile(concat(pieces), name or "=(load)", mode, env)
end

-- A file's text, or nil and a message. The host raises for a file outside the fence.
local function load_path(path, shown, mode, env)
  local text, message = read_file(path)
  if not text then return nil, message end
  return compile(text, "@" .. shown, mode, env)
end

local function file_argument(path, name)
  if path == nil then return nil end
  return text_argument(path, 1, name, false)
end

function G.loadfile(path, mode, ...)
  path = file_argument(path, "loadfile")
  mode = text_argument(mode, 2, "loadfile", true)
  local env = G
  if select("#", ...) > 0 then env = ... end
  if not path then return compile("", "=stdin", mode, env) end -- standard input is empty
  return load_path(path, path, mode, env)
end

function G.dofile(path)
  path = file_argument(path, "dofile")
  if not path then return end
  local f, message = load_path(path, path, nil, G)
  if not f then error(message, 0) end
  return f()
end

-- ------------------------------------------------------------------------------------------- require

local function load_library(file, name)
  return native_loadlib(permit_library(file), name)
end

local package = { loaded = {}, preload = {}, path = path, cpath = cpath }
package.config = separator .. "\n;\n?\n!\n-\n"
G.package = package
host.package = package
local loaded, preload = package.loaded, package.preload
for _, name in next, { "string", "math", "table", "utf8", "coroutine" } do loaded[name] = G[name] end
loaded._G, loaded.package = G, package

local function search(name, path, sep, rep)
  if sep ~= "" then name = gsub(name, (gsub(sep, "%W", "%%%0")), (gsub(rep, "%%", "%%%%"))) end
  local replacement = gsub(name, "%%", "%%%%")
  local tried = {}
  for template in gmatch(path, "[^;]+") do
    local file = gsub(template, "%?", replacement)
    if probe(file) then return file end
    tried[#tried + 1] = "no file '" .. file .. "'"
  end
  return nil, concat(tried, "\n\t")
end

function package.searchpath(name, path, sep, rep)
  name = text_argument(name, 1, "searchpath")
  path = text_argument(path, 2, "searchpath")
  sep = text_argument(sep, 3, "searchpath", true) or "."
  rep = text_argument(rep, 4, "searchpath", true) or separator
  return search(name, path, sep, rep)
end

local function field(name)
  local path = package[name]
  if type(path) ~= "string" then error(at_script("'package." .. name .. "' must be a string"), 0) end
  return path
end

local function preload_searcher(name)
  local f = rawget(preload, name)
  if f ~= nil then return f, ":preload:" end
  return "no field package.preload['" .. name .. "']"
end

local function lua_searcher(name)
  local file, tried = search(name, field("path"), ".", separator)
  if not file then return tried end
  local f, message = load_path(file, file, nil, G)
  if not f then
    error(at_script("error loading module '" .. name .. "' from file '" .. file .. "':\n\t" .. tostring(message)), 0)
  end
  return f, file
end

local function c_searcher(name)
  local file, tried = search(name, field("cpath"), ".", separator)
  if not file then return tried end
  local f, message = load_library(file, "luaopen_" .. gsub(gsub(name, "^[^%-]*%-", ""), "%.", "_"))
  if not f then
    error(at_script("error loading module '" .. name .. "' from file '" .. file .. "':\n\t" .. tostring(message)), 0)
  end
  return f, file
end

package.searchers = { preload_searcher, lua_searcher, c_searcher }

function package.loadlib(path, name)
  path = text_argument(path, 1, "loadlib")
  name = text_argument(name, 2, "loadlib")
  return load_library(path, name)
end

function G.require(name)
  if type(name) == "number" then name = tostring(name) end
  if type(name) ~= "string" then
    error("bad argument #1 to 'require' (string expected, got " .. (name == nil and "no value" or type(name)) .. ")", 2)
  end
  local value = loaded[name]
  if value then return value end
  local searchers = package.searchers
  if type(searchers) ~= "table" then error("'package.searchers' must be a table", 2) end
  local tried = {}
  for i = 1, #searchers do
    local loader, extra = searchers[i](name)
    if type(loader) == "function" then
      local result = loader(name, extra)
      if result ~= nil then
        loaded[name] = result
      elseif loaded[name] == nil then
        loaded[name] = true
      end
      return loaded[name], extra
    elseif type(loader) == "string" and loader ~= "" then
      tried[#tried + 1] = "\n\t" .. loader
    end
  end
  error("module '" .. name .. "' not found:" .. concat(tried), 2)
end

function host.preload(name, id) preload[name] = host.anchors[id] end

-- The global libraries are modules as well.
local libraries = { io = true, os = true, debug = true }
function host.publish(name)
  if libraries[name] then loaded[name] = G[name] end
end
