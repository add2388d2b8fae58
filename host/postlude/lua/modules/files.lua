-- The `io` library: what works on open files. Opening one is the host's business (see io_library.py), whose functions
-- come as `opening`; nothing that a script can reach opens a file otherwise. The chunk makes the library a global and a
-- module, and returns what the host needs.
--
-- The standard streams are real file handles (on the null device), so that `io.type`, `tostring` and every method take
-- them; what is written to standard output and standard error goes to the run's capture instead.

local native, null_device, capture, opening = ...

local type, next, select, error, rawequal = type, next, select, error, rawequal
local math_type, format, concat = math.type, string.format, table.concat
local getmetatable, setmetatable = getmetatable, setmetatable

local native_open, file_type = native.open, native.type
local standard_input = native_open(null_device, "r")
local standard_output, standard_error = native_open(null_device, "w"), native_open(null_device, "w")
native = nil

local metatable = getmetatable(standard_output)
local methods = metatable.__index
local native_write, native_close, native_lines, native_read =
    methods.write, methods.close, methods.lines, methods.read

local function is_output(file)
    return rawequal(file, standard_output) or rawequal(file, standard_error)
end

local function type_name(value)
    local meta = getmetatable(value)
    local name = type(meta) == "table" and meta.__name
    return type(name) == "string" and name or value == nil and "no value" or type(value)
end

-- Raises unless `file` is an open file, at the place where the script called the function `name`.
local function check_open(file, name)
    local kind = file_type(file)
    if kind == "closed file" then
        error("attempt to use a closed file", 3)
    elseif kind ~= "file" then
        error(format("bad argument #1 to '%s' (FILE* expected, got %s)", name, type_name(file)), 3)
    end
end

-- Raises for the first argument that cannot be written.
local function check_writable(...)
    for position = 1, select("#", ...) do
        local value = select(position, ...)
        if type(value) ~= "string" and type(value) ~= "number" then
            error(format("bad argument #%d to 'write' (string expected, got %s)", position, type_name(value)), 3)
        end
    end
end

-- Writes to the capture, numbers as Lua writes them to a file: a float without fraction has none.
local function put(...)
    local pieces = { ... }
    for position = 1, select("#", ...) do
        local value = pieces[position]
        if type(value) == "number" then
            pieces[position] = format(math_type(value) == "integer" and "%d" or "%.14g", value)
        end
    end
    capture(concat(pieces))
end

function methods.write(file, ...)
    if is_output(file) then
        check_writable(...)
        put(...)
        return file
    end
    check_open(file, "write")
    check_writable(...)
    return native_write(file, ...)
end

local function is_standard(file)
    return is_output(file) or rawequal(file, standard_input)
end

-- What is to be done when the file of a process is closed; it gives the results of closing.
local at_close = setmetatable({}, { __mode = "k" })

local function close(file)
    local finish = at_close[file]
    at_close[file] = nil
    if finish then
        native_close(file)
        return finish()
    end
    return native_close(file)
end

function methods.close(file)
    if is_standard(file) then
        return nil, "cannot close standard file"
    end
    check_open(file, "close")
    return close(file)
end

function metatable.__close(file)
    if file_type(file) == "file" and not is_standard(file) then
        close(file)
    end
end

-- The default files ---------------------------------------------------------------------------------------

local current_input, current_output = standard_input, standard_output
local library = { type = file_type, stdin = standard_input, stdout = standard_output, stderr = standard_error }

function library.write(...)
    if is_output(current_output) then
        check_writable(...)
        put(...)
        return current_output
    elseif file_type(current_output) ~= "file" then
        error("default output file is closed", 2)
    end
    check_writable(...)
    return native_write(current_output, ...)
end

function library.read(...)
    if file_type(current_input) ~= "file" then
        error("default input file is closed", 2)
    end
    return native_read(current_input, ...)
end

function library.close(...)
    local file = ...
    if select("#", ...) == 0 then
        file = current_output
    end
    if is_standard(file) then
        return nil, "cannot close standard file"
    end
    check_open(file, "close")
    return close(file)
end

-- For the host --------------------------------------------------------------------------------------------

local host = {}

-- The default input or output; with a file, that becomes it.
function host.input(file)
    current_input = file or current_input
    return current_input
end

function host.output(file)
    current_output = file or current_output
    return current_output
end

function host.process_file(file, finish)
    at_close[file] = finish
end

-- What `io.lines` returns: an iterator that closes the file at its end, and the file as a to-be-closed value.
function host.closing_lines(file, ...)
    local read_line = native_lines(file, ...)
    local function pass_on(first, ...)
        if first == nil then
            native_close(file)
        end
        return first, ...
    end
    local function iterate()
        if file_type(file) ~= "file" then
            error("file is already closed", 2)
        end
        return pass_on(read_line())
    end
    return iterate, nil, nil, file
end

function host.input_lines(...)
    return native_lines(current_input, ...)
end

for name, f in next, opening do
    library[name] = f
end
_G.io = library
package.loaded.io = library

return native_open, file_type, host.input, host.output, host.closing_lines, host.input_lines, host.process_file
