-- Lists and maps, and the values that only pass through: GeoJSON and HyperLogLog.
--
-- An object keeps its elements under keys that modules cannot get at. An element that is nil is
-- kept as NIL, so that it has a place.

local api, native = ...
local env, kind, KIND, type_of = api.env, api.kind, api.KIND, api.type_of
local error, next, rawget, rawlen, rawset, setmetatable, type =
  error, next, rawget, rawlen, rawset, setmetatable, type
local move = table.move

local ITEMS, SIZE, NIL = {}, {}, {}
api.ITEMS, api.SIZE, api.NIL = ITEMS, SIZE, NIL

local function shown(value)
  if value == NIL then
    return nil
  end
  return value
end

local function kept(value)
  if value == nil then
    return NIL
  end
  return value
end
api.shown, api.kept = shown, kept

-- The object itself, when it is of that kind.
local function expect(value, wanted)
  if kind(value) ~= wanted then
    error(wanted .. " expected, got " .. (kind(value) or type_of(value)))
  end
  return value
end
api.expect = expect

local function integer(value, name)
  return math.tointeger(value) or error(name .. " must be an integer")
end
api.integer = integer

-- A library whose call makes an object, and the metatable of its objects.
local function library(name, make)
  local of = setmetatable({}, {
    __call = function(_, ...)
      return make(...)
    end,
    __metatable = false,
  })
  local metatable = { __metatable = of, __name = name }
  env[name] = of
  api.metatables[name] = metatable
  return of, metatable
end
api.library = library
api.metatables = {}

-- Lists ---------------------------------------------------------------------------------------

local list_metatable

local function new_list(items, size)
  return setmetatable({ [KIND] = "list", [ITEMS] = items, [SIZE] = size }, list_metatable)
end

local function copy_of(value, first, last)
  if first > last then
    return new_list({}, 0)
  end
  return new_list(move(value[ITEMS], first, last, 1, {}), last - first + 1)
end

local list
list, list_metatable = library("list", function(elements)
  if elements == nil then
    return new_list({}, 0)
  elseif kind(elements) == "list" then
    return copy_of(elements, 1, elements[SIZE])
  elseif type(elements) ~= "table" then
    error("table expected, got " .. type_of(elements))
  end
  local size = rawlen(elements)
  return new_list(move(elements, 1, size, 1, {}), size)
end)
env.List = list

function list_metatable.__index(self, index)
  return shown(rawget(self, ITEMS)[index])
end

function list_metatable.__newindex(self, index, value)
  local size = rawget(self, SIZE)
  index = integer(index, "the index of a list")
  if index < 1 or index > size + 1 then
    error("index " .. index .. " is outside of a list of " .. size)
  end
  rawget(self, ITEMS)[index] = kept(value)
  rawset(self, SIZE, index > size and index or size)
end

function list_metatable.__len(self)
  return rawget(self, SIZE)
end

function list_metatable.__tostring(self)
  return native.text(self)
end

function list.create()
  return new_list({}, 0)
end

function list.size(self)
  return expect(self, "list")[SIZE]
end

function list.append(self, value)
  expect(self, "list")
  self[self[SIZE] + 1] = value
end

function list.insert(self, index, value)
  local size = expect(self, "list")[SIZE]
  index = integer(index, "the index of a list")
  if index < 1 or index > size + 1 then
    error("index " .. index .. " is outside of a list of " .. size)
  end
  local items = self[ITEMS]
  move(items, index, size, index + 1)
  items[index] = kept(value)
  rawset(self, SIZE, size + 1)
end

function list.prepend(self, value)
  list.insert(self, 1, value)
end

function list.remove(self, index)
  local size = expect(self, "list")[SIZE]
  index = integer(index, "the index of a list")
  if index < 1 or index > size then
    error("index " .. index .. " is outside of a list of " .. size)
  end
  local items = self[ITEMS]
  move(items, index + 1, size + 1, index)
  rawset(self, SIZE, size - 1)
end

local function within(count, size)
  count = integer(count, "the number of elements")
  return count < 0 and 0 or count > size and size or count
end

function list.take(self, count)
  return copy_of(self, 1, within(count, expect(self, "list")[SIZE]))
end

function list.drop(self, count)
  local size = expect(self, "list")[SIZE]
  return copy_of(self, within(count, size) + 1, size)
end

function list.trim(self, index)
  local size = expect(self, "list")[SIZE]
  local left = within(integer(index, "the index of a list") - 1, size)
  rawset(self, ITEMS, move(self[ITEMS], 1, left, 1, {}))
  rawset(self, SIZE, left)
end

function list.clone(self)
  return copy_of(self, 1, expect(self, "list")[SIZE])
end

function list.concat(self, other)
  local size, more = expect(self, "list")[SIZE], expect(other, "list")[SIZE]
  move(other[ITEMS], 1, more, size + 1, self[ITEMS])
  rawset(self, SIZE, size + more)
end

function list.merge(self, other)
  local merged = list.clone(self)
  list.concat(merged, other)
  return merged
end

-- Iterates while there are elements; one that is nil ends a `for` early, as everywhere in Lua.
function list.iterator(self)
  expect(self, "list")
  local index = 0
  return function()
    index = index + 1
    return self[index]
  end
end

function list_metatable.__pairs(self)
  local index, items, size = 0, self[ITEMS], self[SIZE]
  return function()
    index = index + 1
    if index <= size then
      return index, shown(items[index])
    end
  end
end

-- Maps ----------------------------------------------------------------------------------------

local map_metatable

local function new_map(items, size)
  return setmetatable({ [KIND] = "map", [ITEMS] = items, [SIZE] = size }, map_metatable)
end

local map
map, map_metatable = library("map", function(entries)
  local made = new_map({}, 0)
  if kind(entries) == "map" then
    entries = entries[ITEMS]
  elseif entries ~= nil and (type(entries) ~= "table" or kind(entries)) then
    error("table expected, got " .. type_of(entries))
  end
  for key, value in next, entries or {} do
    made[key] = value
  end
  return made
end)
env.Map = map

function map_metatable.__index(self, key)
  return shown(rawget(self, ITEMS)[key])
end

function map_metatable.__newindex(self, key, value)
  local of = kind(key) or type(key)
  if of ~= "string" and of ~= "number" and of ~= "bytes" and of ~= "boolean" then
    error("a " .. of .. " cannot be a key of a map")
  end
  local items = rawget(self, ITEMS)
  local was, is = items[key] ~= nil and 1 or 0, value ~= nil and 1 or 0
  items[key] = value
  rawset(self, SIZE, rawget(self, SIZE) + is - was)
end

function map_metatable.__len(self)
  return rawget(self, SIZE)
end

function map_metatable.__tostring(self)
  return native.text(self)
end

function map.create()
  return new_map({}, 0)
end

function map.size(self)
  return expect(self, "map")[SIZE]
end

function map.remove(self, key)
  expect(self, "map")[key] = nil
end

function map.pairs(self)
  local items, key, value = expect(self, "map")[ITEMS], nil, nil
  return function()
    key, value = next(items, key)
    return key, shown(value)
  end
end
map.iterator = map.pairs
map_metatable.__pairs = map.pairs

function map.keys(self)
  local items, key = expect(self, "map")[ITEMS], nil
  return function()
    key = next(items, key)
    return key
  end
end

function map.values(self)
  local items, key, value = expect(self, "map")[ITEMS], nil, nil
  return function()
    key, value = next(items, key)
    return shown(value)
  end
end

function map.clone(self)
  return map(expect(self, "map"))
end

function map.merge(self, other, resolve)
  local merged = map.clone(self)
  for key, value in next, expect(other, "map")[ITEMS] do
    if resolve and merged[ITEMS][key] ~= nil then
      value = resolve(merged[key], shown(value))
    end
    merged[key] = value
  end
  return merged
end

function map.diff(self, other)
  local one, two = expect(self, "map")[ITEMS], expect(other, "map")[ITEMS]
  local different = new_map({}, 0)
  for key, value in next, one do
    if two[key] == nil then
      different[key] = value
    end
  end
  for key, value in next, two do
    if one[key] == nil then
      different[key] = value
    end
  end
  return different
end

-- Values that only pass through ---------------------------------------------------------------

for _, name in ipairs { "geojson", "hll" } do
  api.metatables[name] = {
    __metatable = false,
    __tostring = function(self)
      return native.text(self)
    end,
  }
end

function env.GeoJSON(text)
  if type(text) ~= "string" then
    error("string expected, got " .. type_of(text))
  end
  return setmetatable({ [KIND] = "geojson", [ITEMS] = text }, api.metatables.geojson)
end
