-- Records, what is done with them, and the log.
--
-- A record is a copy. The host is told what changed when the module says so: `aerospike:update`.

local api, native = ...
local env, KIND, ITEMS, expect = api.env, api.KIND, api.ITEMS, api.expect
local shown, kept = api.shown, api.kept
local error, next, rawget, rawset, setmetatable, type =
  error, next, rawget, rawset, setmetatable, type
local sort = table.sort

local FACTS, CHANGES, HOST, PLAN = {}, {}, {}, {}

local record
local metatable
record, metatable = api.library("record", function()
  error("a record cannot be made")
end)

-- `host` is what changes it; a record of a stream has none.
function api.new_record(facts, bins, host)
  return setmetatable({
    [KIND] = "record",
    [ITEMS] = bins,
    [FACTS] = facts,
    [CHANGES] = {},
    [PLAN] = {},
    [HOST] = host,
  }, metatable)
end

function metatable.__index(self, name)
  return shown(rawget(self, ITEMS)[name])
end

function metatable.__newindex(self, name, value)
  if type(name) ~= "string" then
    error("the name of a bin is a string, not a " .. api.type_of(name))
  elseif name == "" or #name > 15 then
    error("the name of a bin has 1 to 15 bytes")
  end
  rawget(self, ITEMS)[name] = value
  rawget(self, CHANGES)[name] = kept(value)
end

function metatable.__tostring()
  return "record"
end

local function facts_of(self)
  return expect(self, "record")[FACTS]
end

for _, name in ipairs {
  "digest", "gen", "key", "last_update_time", "record_size", "setname", "ttl",
} do
  record[name] = function(self)
    return facts_of(self)[name]
  end
end
record.device_size = record.record_size
record.memory_size = record.record_size

function record.numbins(self)
  local count = 0
  for _ in next, expect(self, "record")[ITEMS] do
    count = count + 1
  end
  return count
end

function record.bin_names(self)
  local names = {}
  for name in next, expect(self, "record")[ITEMS] do
    names[#names + 1] = name
  end
  sort(names)
  return names
end

function record.set_ttl(self, seconds)
  expect(self, "record")[PLAN].ttl = api.integer(seconds, "a time to live")
end

function record.drop_key(self)
  expect(self, "record")[PLAN].drop_key = true
end

local to_text = env.tostring
local aerospike = {}
env.aerospike = aerospike

-- 0, or the number of why the host did not.
local function change(self, action)
  local host = rawget(expect(self, "record"), HOST)
  if not host then
    error("a record of a stream cannot be changed")
  end
  local plan = self[PLAN]
  local code, facts = host(action, self[CHANGES], plan.ttl, plan.drop_key or false)
  if not code then
    error(facts)
  elseif code == 0 then
    rawset(self, FACTS, facts)
    rawset(self, CHANGES, {})
    rawset(self, PLAN, {})
    if action == "remove" then
      rawset(self, ITEMS, {})
    end
  end
  return code
end

function aerospike:create(self_record)
  return change(self_record, "create")
end

function aerospike:update(self_record)
  return change(self_record, "update")
end

function aerospike:remove(self_record)
  return change(self_record, "remove")
end

function aerospike:exists(self_record)
  return facts_of(self_record).exists
end

function aerospike:get_current_time()
  return native.now()
end

function aerospike:log(level, message)
  native.log(api.integer(level, "a level"), to_text(message))
end

local format = env.string.format

for level, name in ipairs { "warn", "info", "debug", "trace" } do
  env[name] = function(text, ...)
    native.log(level, format(to_text(text), ...))
  end
end
