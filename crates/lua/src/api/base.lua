-- What a module sees of the language itself.
--
-- `api.env` is the module's environment. Nothing of the real globals is reachable from it: what is
-- kept is named here, and what could run for ever inside of C, catch the end of the budget or read
-- the host's memory is replaced.

local api, native = ...
local env = {}
api.env = env
env._G = env
env._VERSION = _VERSION

local error, getmetatable, ipairs, next, rawget, rawlen, select, setmetatable, tostring, type =
  error, getmetatable, ipairs, next, rawget, rawlen, select, setmetatable, tostring, type
local maxinteger = math.maxinteger

for _, name in ipairs {
  "assert", "error", "ipairs", "rawequal", "rawget", "rawlen", "rawset", "select", "tonumber",
} do
  env[name] = _G[name]
end

-- The key under which an object of the API says what it is. Modules cannot get at it.
local KIND = {}
api.KIND = KIND

local function kind(value)
  return type(value) == "table" and rawget(value, KIND) or nil
end
api.kind = kind

-- Objects of the API are userdata to modules, as they are on a server.
local function type_of(value)
  return kind(value) and "userdata" or type(value)
end
api.type_of = type_of
env.type = type_of

function env.next(value, key)
  if kind(value) then
    error("table expected, got userdata")
  end
  return next(value, key)
end

-- Lua's own hands out its `next`, which takes objects of the API apart.
local pairs = pairs

function env.pairs(value)
  local iterate, state, first = pairs(value)
  return iterate == next and env.next or iterate, state, first
end

-- Metatables. What has one gets a shadow of it, which `setmetatable` brings up to date. So no value
-- ever has a finalizer or something to do when it is closed: both would run where nothing counts.
-- Nor is a table ever weak in its keys: a chain of them is collected in a time that grows with its
-- square, where nothing counts either.
local METAMETHODS = {
  "__add", "__band", "__bnot", "__bor", "__bxor", "__call", "__concat", "__div", "__eq", "__idiv",
  "__index", "__le", "__len", "__lt", "__mod", "__mul", "__name", "__newindex",
  "__pairs", "__pow", "__shl", "__shr", "__sub", "__tostring", "__unm",
}
local SOURCE = {}
local shadows = setmetatable({}, { __mode = "kv" })

local function shadow_of(metatable)
  for _, name in ipairs { "__gc", "__close" } do
    if rawget(metatable, name) ~= nil then
      error("a metatable with " .. name .. " is not allowed")
    end
  end
  local shadow = shadows[metatable] or { [SOURCE] = metatable }
  shadows[metatable] = shadow
  for index = 1, #METAMETHODS do
    local name = METAMETHODS[index]
    shadow[name] = rawget(metatable, name)
  end
  return shadow
end

-- The metatable a module gave, or what stands in place of one it did not.
local function given(value)
  local metatable = getmetatable(value)
  local source = type(metatable) == "table" and rawget(metatable, SOURCE)
  return source or metatable, source and rawget(source, "__metatable")
end

function env.getmetatable(value)
  local metatable, shown = given(value)
  if shown ~= nil and shown ~= false then
    return shown
  end
  return metatable
end

function env.setmetatable(value, metatable)
  if type_of(value) ~= "table" then
    error("table expected, got " .. type_of(value))
  elseif metatable ~= nil and type_of(metatable) ~= "table" then
    error("nil or table expected")
  elseif select(2, given(value)) then
    error("cannot change a protected metatable")
  end
  return setmetatable(value, metatable and shadow_of(metatable))
end

-- The text of tables and functions is their name alone: their addresses are the host's.
local plain = { ["nil"] = true, boolean = true, number = true, string = true }

local function to_text(value)
  local of = type(value)
  if plain[of] then
    return tostring(value)
  end
  local metatable = getmetatable(value)
  if type(metatable) == "table" and rawget(metatable, "__tostring") then
    return tostring(value)
  end
  if kind(value) then
    return tostring(value)
  end
  return of
end
env.tostring = to_text

-- What catches errors lets the one that ends a call through. That one is raised inside of the hook
-- that counts, where nothing is counted: so the handler of `xpcall` runs when the call is unwound.
local pcall = pcall
local settle = native.settle

function env.pcall(...)
  return settle(pcall(...))
end

local function handled(handler, done, ...)
  if done then
    return true, ...
  end
  return false, handler(...)
end

function env.xpcall(call, handler, ...)
  return handled(handler, settle(pcall(call, ...)))
end

env.coroutine = {}
for name, value in pairs(coroutine) do
  env.coroutine[name] = value
end
local resume = coroutine.resume

function env.coroutine.resume(...)
  return settle(resume(...))
end

env.math = {}
for name, value in pairs(math) do
  env.math[name] = value
end

env.utf8 = {}
for name, value in pairs(utf8) do
  env.utf8[name] = value
end

-- Tables. What moves elements inside of C believes any length it is told.
env.table = {}
for _, name in ipairs { "concat", "pack", "unpack" } do
  env.table[name] = table[name]
end

local sort = table.sort

-- Each comparison is a call, for only then are they counted: one of long strings takes a while.
local function less(one, other)
  return one < other
end

function env.table.sort(list, before)
  if type_of(list) ~= "table" or #list ~= rawlen(list) then
    error("bad argument #1 to 'sort' (table expected)")
  elseif before ~= nil and type(before) ~= "function" then
    error("bad argument #2 to 'sort' (function expected, got " .. type_of(before) .. ")")
  end
  sort(list, before and function(one, other) return before(one, other) end or less)
end

local function length(value)
  local size = #value
  if math.type(size) ~= "integer" then
    error("object length is not an integer")
  end
  return size
end

function env.table.insert(list, ...)
  local size = length(list) + 1
  local count = select("#", ...)
  if count == 1 then
    list[size] = ...
    return
  elseif count ~= 2 then
    error("wrong number of arguments to 'insert'")
  end
  local position, value = ...
  if math.type(position) ~= "integer" or position < 1 or position > size then
    error("bad argument #2 to 'insert' (position out of bounds)")
  end
  for index = size, position + 1, -1 do
    list[index] = list[index - 1]
  end
  list[position] = value
end

function env.table.remove(list, position)
  local size = length(list)
  if position == nil then
    position = size
  elseif math.type(position) ~= "integer"
    or size + 1 ~= position and (position < 1 or position > size + 1) then
    error("bad argument #2 to 'remove' (position out of bounds)")
  end
  local value = list[position]
  for index = position, size - 1 do
    list[index] = list[index + 1]
  end
  if position <= size then
    list[size] = nil
  end
  return value
end

function env.table.move(from, first, last, to, into)
  into = into or from
  if last >= first then
    if not (first > 0 or last < maxinteger + first) then
      error("bad argument #3 to 'move' (too many elements to move)")
    end
    if to > maxinteger - (last - first) then
      error("bad argument #4 to 'move' (destination wrap around)")
    end
    if to > last or to <= first or into ~= from then
      for offset = 0, last - first do
        into[to + offset] = from[first + offset]
      end
    else
      for offset = last - first, 0, -1 do
        into[to + offset] = from[first + offset]
      end
    end
  end
  return into
end

