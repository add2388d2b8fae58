---@meta luaosutils

---What the operating system offers.
---@class luaosutils
---@field _VERSION string
---@field crypto luaosutils.crypto
---@field internet luaosutils.internet
---@field menu luaosutils.menu
---@field process luaosutils.process
---@field text luaosutils.text
local luaosutils = {}

-- crypto

---Hashes, random bytes, encryption.
---@class luaosutils.crypto
local crypto = {}

---A key of 32 bytes, made from a passphrase and a salt.
---@param seed string
---@param salt string
---@return string
function crypto.calc_crypto_key(seed, salt) end

---The SHA-512 of a file as hexadecimal digits; an empty string if it can't be read.
---@param path string
---@return string
function crypto.calc_file_hash(path) end

---So many random bytes; between 32 and 96 of them without a size.
---@param size? integer
---@return string
function crypto.calc_randomized_data(size) end

---Two hexadecimal digits for each byte.
---@param data string
---@return string
function crypto.conv_bin_to_chars(data) end

---A byte for each pair of hexadecimal digits.
---@param chars string
---@return string
function crypto.conv_chars_to_bin(chars) end

---The text again; empty if key, vector and encrypted text don't belong together.
---@param key string
---@param cyphertext string
---@param iv string
---@return string
function crypto.decrypt(key, cyphertext, iv) end

---The encrypted text (AES), and the vector that decrypting it takes.
---@param key string
---@param plaintext string
---@return string cyphertext
---@return string iv
function crypto.encrypt(key, plaintext) end

luaosutils.crypto = crypto

-- internet

---Requests, for scripts that set `finaleplugin.ExecuteHttpsCalls` in `plugindef`. Only status 200 is success; for any other answer
---there is the text of the status.
---@class luaosutils.internet
local internet = {}

---A request that goes on in the background, until it is cancelled or collected.
---@class luaosutils.Session : userdata

---Abort a request; its function is not called.
---@param session luaosutils.Session?
function internet.cancel_session(session) end

---As `get`.
---@param url string
---@param callback fun(success: boolean, data: string)
---@param headers? table<string, string>
---@return luaosutils.Session
function internet.download_url(url, callback, headers) end

---As `get_sync`.
---@param url string
---@param timeout number
---@param headers? table<string, string>
---@return boolean success
---@return string data
function internet.download_url_sync(url, timeout, headers) end

---Ask for an address, and call a function with the answer; the script goes on meanwhile.
---@param url string
---@param callback fun(success: boolean, data: string)
---@param headers? table<string, string>
---@return luaosutils.Session
function internet.get(url, callback, headers) end

---Ask for an address, and wait so many seconds at most: whether it succeeded, and the answer or a message.
---@param url string
---@param timeout number
---@param headers? table<string, string>
---@return boolean success
---@return string data
function internet.get_sync(url, timeout, headers) end

---Show an address in the browser, if the user agrees.
---@param url string
function internet.launch_website(url) end

---Send data to an address, and call a function with the answer. The user approves each server.
---@param url string
---@param data string
---@param callback fun(success: boolean, data: string)
---@param headers? table<string, string>
---@return luaosutils.Session
function internet.post(url, data, callback, headers) end

---Send data to an address, and wait so many seconds at most. The user approves each server.
---@param url string
---@param data string
---@param timeout number
---@param headers? table<string, string>
---@return boolean success
---@return string data
function internet.post_sync(url, data, timeout, headers) end

---Whether an error in a session's function is shown in an alert.
---@param session luaosutils.Session?
---@param report boolean
function internet.report_errors(session, report) end

---The name of the server in an address.
---@param url string
---@return string
function internet.server_name(url) end

---The text as it may stand in an address.
---@param text string
---@return string
function internet.url_escape(text) end

luaosutils.internet = internet

-- menu

---The menus. Changing them takes `finaleplugin.ModifyFinaleMenus`, and trust. Items count from 0.
---@class luaosutils.menu
---@field ITEMTYPE_INVALID integer
---@field ITEMTYPE_COMMAND integer
---@field ITEMTYPE_SUBMENU integer
---@field ITEMTYPE_SEPARATOR integer
local menu = {}

---@class luaosutils.Menu : userdata

---Delete an empty menu from the one that it lies in.
---@param handle luaosutils.Menu?
---@param window? userdata
---@return boolean
function menu.delete_submenu(handle, window) end

---Do what an item does, by its number.
---@param command integer
---@param window? userdata
---@return boolean
function menu.execute_command_id(command, window) end

---The menu that holds the first item which begins with that text, and the item's index; nil if none does.
---@param handle luaosutils.Menu
---@param text string
---@param start? integer
---@return luaosutils.Menu? found
---@return integer? index
function menu.find_item(handle, text, start) end

---The number of what an item does; nil for one that opens a menu or separates.
---@param handle luaosutils.Menu
---@param index integer
---@return integer?
function menu.get_item_command_id(handle, index) end

---@param handle luaosutils.Menu
---@return integer
function menu.get_item_count(handle) end

---@param handle luaosutils.Menu
---@param index integer
---@return luaosutils.Menu?
function menu.get_item_submenu(handle, index) end

---@param handle luaosutils.Menu
---@param index integer
---@return string
function menu.get_item_text(handle, index) end

---One of the `ITEMTYPE_` numbers.
---@param handle luaosutils.Menu
---@param index integer
---@return integer
function menu.get_item_type(handle, index) end

---@param handle luaosutils.Menu
---@param window? userdata
---@return string
function menu.get_title(handle, window) end

---The menu bar. `window` is what `finenv.GetFinaleMainWindow()` gives.
---@param window? userdata
---@return luaosutils.Menu
function menu.get_top_level_menu(window) end

---The index of the new separator; without an index it comes last.
---@param handle luaosutils.Menu
---@param index? integer
---@return integer
function menu.insert_separator(handle, index) end

---The new menu and the index of its item; nil for an empty text. Without an index it comes last.
---@param text string
---@param handle luaosutils.Menu
---@param index? integer
---@return luaosutils.Menu? made
---@return integer? index
function menu.insert_submenu(text, handle, index) end

---Move an item to another menu, by default to its end: whether it was moved, and its new index.
---@param source luaosutils.Menu
---@param index integer
---@param target luaosutils.Menu
---@param to? integer
---@return boolean moved
---@return integer? index
function menu.move_item(source, index, target, to) end

---@param window? userdata
function menu.redraw(window) end

---@param handle luaosutils.Menu
---@param index integer
---@param text string
---@return boolean
function menu.set_item_text(handle, index, text) end

---@param handle luaosutils.Menu
---@param window userdata?
---@param text string
---@return boolean
function menu.set_title(handle, window, text) end

luaosutils.menu = menu

-- process

---Folders and waiting, and other programs for scripts that set `finaleplugin.ExecuteExternalCode` and are trusted.
---@class luaosutils.process
local process = {}

---Run a command line to its end: what it printed; nil if it could not be started.
---@param command string
---@param folder? string
---@return string?
function process.execute(command, folder) end

---Start a command line and go on.
---@param command string
---@param folder? string
---@return boolean
function process.launch(command, folder) end

---What the system prints for a folder; nil if it can't be read.
---@param path string
---@param options? string
---@return string?
function process.list_dir(path, options) end

---Make a folder.
---@param path string
---@param base? string
---@return boolean
function process.make_dir(path, base) end

---Wait; timers and sessions come due meanwhile.
---@param seconds number
function process.run_event_loop(seconds) end

luaosutils.process = process

-- text

---Text in the encodings of Windows (code pages); 65001 is UTF-8.
---@class luaosutils.text
local text = {}

---Text from one code page in another, UTF-8 without one; nil if that can't be done.
---@param data string
---@param source integer
---@param target? integer
---@return string?
function text.convert_encoding(data, source, target) end

---@return integer
function text.get_default_codepage() end

---@return integer
function text.get_utf8_codepage() end

luaosutils.text = text

return luaosutils
