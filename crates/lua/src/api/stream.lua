-- Streams: a module says what is done with the records of a query, the host does it.
--
-- The server's side goes as far as the first reduce, that one included; what comes out of each
-- node goes through the same reduce and all after it on the client's side.

local api = ...
local env, KIND, ITEMS, expect, kind = api.env, api.KIND, api.ITEMS, api.expect, api.kind
local error, ipairs, setmetatable, type = error, ipairs, setmetatable, type
local move, min = table.move, math.min

local operations = {}

function operations.filter(step, pull)
  return function()
    local value = pull()
    while value ~= nil and not step.call(value) do
      value = pull()
    end
    return value
  end
end

-- A value that is mapped to nil is left out.
function operations.map(step, pull)
  return function()
    local value = pull()
    while value ~= nil do
      value = step.call(value)
      if value ~= nil then
        return value
      end
      value = pull()
    end
  end
end

function operations.aggregate(step, pull)
  local is_done = false
  return function()
    if is_done then
      return nil
    end
    is_done = true
    local total = step.initial
    for value in pull do
      total = step.call(total, value)
    end
    return total
  end
end

function operations.reduce(step, pull)
  local is_done = false
  return function()
    if is_done then
      return nil
    end
    is_done = true
    local total = pull()
    for value in pull do
      total = step.call(total, value)
    end
    return total
  end
end

local stream
local metatable
stream, metatable = api.library("stream", function()
  error("a stream cannot be made")
end)
metatable.__index = stream

local function add(self, name, call, initial)
  if type(call) ~= "function" then
    error("stream." .. name .. " wants a function, got " .. api.type_of(call))
  end
  local steps = expect(self, "stream")[ITEMS]
  local more = move(steps, 1, #steps, 1, {})
  more[#more + 1] = { name = name, call = call, initial = initial }
  return setmetatable({ [KIND] = "stream", [ITEMS] = more }, metatable)
end

function stream:filter(call)
  return add(self, "filter", call)
end

function stream:map(call)
  return add(self, "map", call)
end

function stream:aggregate(initial, call)
  return add(self, "aggregate", call, initial)
end

function stream:reduce(call)
  return add(self, "reduce", call)
end

local function first_reduce(steps)
  for index, step in ipairs(steps) do
    if step.name == "reduce" then
      return index
    end
  end
  return #steps + 1
end

-- Runs one side of what `call` makes of a stream.
function api.run_stream(call, is_server, pull, push, ...)
  local result = call(setmetatable({ [KIND] = "stream", [ITEMS] = {} }, metatable), ...)
  if kind(result) ~= "stream" then
    error("a function for streams returns the stream, not a " .. api.type_of(result))
  end
  local steps = result[ITEMS]
  local reduce = first_reduce(steps)
  local first, last = 1, min(reduce, #steps)
  if not is_server then
    first, last = reduce, #steps
  end
  for index = first, last do
    pull = operations[steps[index].name](steps[index], pull)
  end
  for value in pull do
    push(value)
  end
end
