---@meta openai

-- What a prefix may set.

---The key: in scripts that aren't trusted, a placeholder for it.
---@type string?
openai_api_key = nil

---Another server that speaks the same.
---@type string?
openai_base_url = nil

---How often a request is sent again.
---@type integer?
openai_max_retries = nil

---Chat completions, for scripts that set `finaleplugin.ExecuteHttpsCalls` in `plugindef`.
---@class openai
local openai = {}

---@class openai.Message
---@field role "system"|"developer"|"user"|"assistant"|"tool"
---@field content any Nearly always a text.

---@class openai.Choice
---@field index integer
---@field message openai.Message
---@field finish_reason string

---The server's answer, as a table.
---@class openai.Response
---@field id string
---@field model string
---@field choices openai.Choice[]
---@field usage table

---All other fields go into the request as they are: `tools`, `response_format`, `seed`, `max_tokens` ...
---@class openai.Options
---@field stream? fun(text: string) Gets the text of the reply piece by piece.
---@field retries? integer How often a request is sent again, 0 to 10.
---@field timeout? number Seconds, for a call with a function.
---@field [string] any

---The answer to one prompt. With a number of seconds it waits: whether it succeeded, and the answer or a message. With a function
---it gives a session at once, to be kept until the function is called.
---@param model string
---@param prompt string
---@param temperature? number
---@param callback_or_timeout? number
---@param options? openai.Options
---@return boolean success
---@return openai.Response|string response
---@overload fun(model: string, prompt: string, temperature: number?, callback: fun(success: boolean, response: openai.Response|string), options?: openai.Options): userdata
function openai.create_completion(model, prompt, temperature, callback_or_timeout, options) end

---The same for a whole conversation.
---@param model string
---@param messages openai.Message[]
---@param temperature? number
---@param callback_or_timeout? number
---@param options? openai.Options
---@return boolean success
---@return openai.Response|string response
---@overload fun(model: string, messages: openai.Message[], temperature: number?, callback: fun(success: boolean, response: openai.Response|string), options?: openai.Options): userdata
function openai.create_chat(model, messages, temperature, callback_or_timeout, options) end

return openai
