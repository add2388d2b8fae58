-- `lfs`, LuaFileSystem 1.8: the arguments, results and objects. What touches the disk comes from the host (see lfs.py),
-- behind the file fence; those functions are members of the table that this chunk fills.

local lfs, primitives, file_type = ...

local type, error, rawset, select, setmetatable, getmetatable = type, error, rawset, select, setmetatable, getmetatable
local pairs, tonumber, tostring = pairs, tonumber, tostring
local math_type, floor, format, find = math.type, math.floor, string.format, string.find

local function type_name(value)
    local meta = getmetatable(value)
    local name = type(meta) == "table" and meta.__name
    return type(name) == "string" and name or value == nil and "no value" or type(value)
end

local function bad_argument(position, name, problem)
    error(format("bad argument #%d to '%s' (%s)", position, name, problem), 3)
end

-- File handles --------------------------------------------------------------------------------------------

local function check_file(file, name)
    local kind = file_type(file)
    if kind == nil then
        error(format("bad argument #1 to '%s' (FILE* expected, got %s)", name, type_name(file)), 3)
    elseif kind == "closed file" then
        error(name .. ": closed file", 3)
    end
end

local function check_range(name, first, start, length)
    for position, value in pairs({ [first] = start, [first + 1] = length }) do
        if not tonumber(value) then
            error(format("bad argument #%d to '%s' (number expected, got %s)", position, name, type_name(value)), 3)
        end
    end
end

-- Record locks belong to a process: within this one they never conflict, so that locking always succeeds.
function lfs.lock(file, mode, start, length)
    check_file(file, "lock")
    if type(mode) ~= "string" then
        bad_argument(2, "lock", "string expected, got " .. type_name(mode))
    elseif not find(mode, "^[rwu]") then
        error("lock: invalid mode", 2)
    end
    check_range("lock", 3, start, length)
    return true
end

function lfs.unlock(file, start, length)
    check_file(file, "unlock")
    check_range("unlock", 2, start, length)
    return true
end

-- Text and binary are the same everywhere but on Windows, whose handles here are opened as the script asked.
function lfs.setmode(file, mode)
    check_file(file, "setmode")
    if type(mode) ~= "string" then
        bad_argument(2, "setmode", "string expected, got " .. type_name(mode))
    elseif mode ~= "binary" and mode ~= "text" then
        bad_argument(2, "setmode", format("invalid option '%s'", mode))
    end
    return true, "binary"
end

-- Directories ---------------------------------------------------------------------------------------------

-- What is behind a directory object: its names and how far it was read. Kept apart, where scripts can't reach.
local directories = setmetatable({}, { __mode = "k" })
local directory_methods = {}

function directory_methods.next(directory)
    local reading = directories[directory]
    if not reading then
        bad_argument(1, "next", "directory metatable expected, got " .. type_name(directory))
    elseif reading.closed then
        bad_argument(1, "next", "closed directory")
    end
    reading.position = reading.position + 1
    local name = reading.names[reading.position]
    reading.closed = name == nil
    return name
end

function directory_methods.close(directory)
    local reading = directories[directory]
    if reading then
        reading.closed = true
    end
end

local directory_metatable = {
    __name = "directory metatable",
    __index = directory_methods,
    __close = directory_methods.close,
    __gc = directory_methods.close,
}

-- Called by the host with the names that it read.
function primitives.directory(names)
    local directory = setmetatable({}, directory_metatable)
    directories[directory] = { names = names, position = 0, closed = false }
    return directory_methods.next, directory, nil, directory
end

-- Locks ---------------------------------------------------------------------------------------------------

local locks = setmetatable({}, { __mode = "k" })
local lock_methods = {}

function lock_methods.free(lock)
    local release = locks[lock]
    locks[lock] = nil
    if release then
        release()
    end
end

local lock_metatable = { __name = "lock metatable", __index = lock_methods, __gc = lock_methods.free }

function primitives.lock(release)
    local lock = setmetatable({}, lock_metatable)
    locks[lock] = release
    return lock
end

-- Attributes ----------------------------------------------------------------------------------------------

-- Called by the host: the answer for all attributes, put into the table that the script gave, if it did.
function primitives.fill(values, into)
    if type(into) ~= "table" then
        return values
    end
    for name, value in pairs(values) do
        rawset(into, name, value)
    end
    return into
end

return lfs
