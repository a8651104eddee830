-- Small work on single records. Called on a record, or on each one a query finds.

-- Copies a bin to another name and removes the old one; 1 when there was something to rename.
function rename_bin(rec, from, to)
  if rec[from] == nil then
    return 0
  end
  rec[to] = rec[from]
  rec[from] = nil
  aerospike:update(rec)
  return 1
end

-- Sets a bin where it is missing; 1 when it was.
function set_default(rec, bin, value)
  if not aerospike:exists(rec) or rec[bin] ~= nil then
    return 0
  end
  rec[bin] = value
  aerospike:update(rec)
  return 1
end

-- Lets a record live for so many seconds from now on.
function expire_in(rec, seconds)
  if not aerospike:exists(rec) then
    return 0
  end
  record.set_ttl(rec, seconds)
  return aerospike:update(rec) == 0 and 1 or 0
end

-- What is known of a record beside its bins, as a map.
function describe(rec)
  if not aerospike:exists(rec) then
    return nil
  end
  return map {
    bins = record.bin_names(rec) and list(record.bin_names(rec)),
    generation = record.gen(rec),
    ttl = record.ttl(rec),
  }
end
