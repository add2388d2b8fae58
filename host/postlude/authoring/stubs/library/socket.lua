---@meta socket

---LuaSocket's TCP client, for scripts that set `finaleplugin.LoadLuaSocket` and are trusted; it connects to this machine only.
---@class socket
---@field _VERSION string
socket = {}

---@class socket.Tcp
local tcp = {}

---@return integer
function tcp:close() end

---@param host string
---@param port integer
---@return integer? success
---@return string? problem
function tcp:connect(host, port) end

---Whether there are bytes that arrived and were not read.
---@return boolean
function tcp:dirty() end

---@return string? address
---@return integer|string port
function tcp:getpeername() end

---@return string? address
---@return integer|string port
function tcp:getsockname() end

---A line (`*l`), all until the end (`*a`) or that many bytes, behind `prefix`; or nil, what is wrong, and what did arrive.
---@param pattern? "*l"|"*a"|integer
---@param prefix? string
---@return string? data
---@return string? problem
---@return string? partial
function tcp:receive(pattern, prefix) end

---The index of the last byte that was sent; or nil, what is wrong, and that index.
---@param data string
---@param first? integer
---@param last? integer
---@return integer? last
---@return string? problem
---@return integer? sent
function tcp:send(data, first, last) end

---@param option string
---@param value? any
---@return integer? success
---@return string? problem
function tcp:setoption(option, value) end

---How long an operation (`t`) or each of its waits (`b`) may take, in seconds; nil: as long as it takes.
---@param seconds number?
---@param mode? "b"|"t"
---@return integer
function tcp:settimeout(seconds, mode) end

---@param mode? "both"|"send"|"receive"
---@return integer? success
---@return string? problem
function tcp:shutdown(mode) end

---A connected socket; or nil and what is wrong.
---@param host string
---@param port integer
---@return socket.Tcp? client
---@return string? problem
function socket.connect(host, port) end

---@param host string
---@param port integer
---@return socket.Tcp? client
---@return string? problem
function socket.connect4(host, port) end

---Seconds since the beginning of 1970.
---@return number
function socket.gettime() end

---A function that passes its arguments on; if the first is nil or false it calls `finalizer` and raises the second.
---@param finalizer? function
---@return function
function socket.newtry(finalizer) end

---A function that gives nil and a message for what `try` raises in it.
---@param func function
---@return function
function socket.protect(func) end

---Which sockets can be read and which written, and `timeout` if there are none.
---@param receiving socket.Tcp[]?
---@param sending socket.Tcp[]?
---@param timeout? number
---@return table readable
---@return table writable
---@return string? problem
function socket.select(receiving, sending, timeout) end

---All arguments behind the first `n`.
---@param n integer
---@param ... any
---@return any ...
function socket.skip(n, ...) end

---@param seconds number
function socket.sleep(seconds) end

---@return socket.Tcp
function socket.tcp() end

---@return socket.Tcp
function socket.tcp4() end

---Passes its arguments on, or raises the second if the first is nil or false.
---@param ... any
---@return any ...
function socket.try(...) end

return socket
