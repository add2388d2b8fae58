---@meta lfs

---LuaFileSystem: folders, links and what is known of files.
---@class lfs
---@field _VERSION string
---@field _DESCRIPTION string
lfs = {}

---What is known of a file. Times are seconds since the beginning of 1970.
---@class lfs.Attributes
---@field mode "file"|"directory"|"link"|"socket"|"named pipe"|"char device"|"block device"|"other"
---@field size integer Bytes.
---@field access integer
---@field modification integer
---@field change integer
---@field permissions string Such as `rw-r--r--`.
---@field dev integer
---@field ino integer
---@field nlink integer
---@field uid integer
---@field gid integer
---@field rdev integer
---@field blocks integer?
---@field blksize integer?
---@field target string? Where a link leads to, from `symlinkattributes` only.

---@class lfs.Folder
local folder = {}

---The next name; nil after the last.
---@return string?
function folder:next() end

function folder:close() end

---@class lfs.Lock
local lock = {}

---Let the folder go again.
function lock:free() end

---What is known of a file; with the name of an attribute that one only; or nil, a message and a number.
---@param path string
---@param request? string|table
---@return lfs.Attributes? attributes
---@return string? problem
---@return integer? number
---@overload fun(path: string, request: "mode"|"permissions"): string?, string?, integer?
---@overload fun(path: string, request: "size"|"access"|"modification"|"change"): integer?, string?, integer?
function lfs.attributes(path, request) end

---The same for a link itself.
---@param path string
---@param request? string|table
---@return lfs.Attributes? attributes
---@return string? problem
---@return integer? number
---@overload fun(path: string, request: "mode"|"permissions"|"target"): string?, string?, integer?
function lfs.symlinkattributes(path, request) end

---Let relative paths of this script count from that folder.
---@param path string
---@return boolean? success
---@return string? problem
function lfs.chdir(path) end

---@return string? path
---@return string? problem
function lfs.currentdir() end

---Walks through the names in a folder, `.` and `..` among them.
---@param path string
---@return fun(folder: lfs.Folder): string?
---@return lfs.Folder
function lfs.dir(path) end

---A second name for a file, or a link to it.
---@param old string
---@param new string
---@param symbolic? boolean
---@return boolean? success
---@return string? problem
---@return integer? number
function lfs.link(old, new, symbolic) end

---@param file file*
---@param mode "r"|"w"
---@param start? integer
---@param length? integer
---@return boolean? success
---@return string? problem
function lfs.lock(file, mode, start, length) end

---Lock a folder until the lock is freed.
---@param path string
---@param seconds? number
---@return lfs.Lock? lock
---@return string? problem
function lfs.lock_dir(path, seconds) end

---@param path string
---@return boolean? success
---@return string? problem
---@return integer? number
function lfs.mkdir(path) end

---Remove an empty folder.
---@param path string
---@return boolean? success
---@return string? problem
---@return integer? number
function lfs.rmdir(path) end

---@param file file*
---@param mode "binary"|"text"
---@return boolean? success
---@return string before
function lfs.setmode(file, mode) end

---Set the times of a file: now if they are left out.
---@param path string
---@param access? integer
---@param modification? integer
---@return boolean? success
---@return string? problem
---@return integer? number
function lfs.touch(path, access, modification) end

---@param file file*
---@param start? integer
---@param length? integer
---@return boolean? success
---@return string? problem
function lfs.unlock(file, start, length) end

return lfs
