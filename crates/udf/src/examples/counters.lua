-- Counters in the bins of a record. Called on a record, or on each one a query finds.

-- Adds a number to a bin, 1 unless said; a record that is not there is made. The new number.
function add(rec, bin, by)
  rec[bin] = (rec[bin] or 0) + (by or 1)
  if aerospike:exists(rec) then
    aerospike:update(rec)
  else
    aerospike:create(rec)
  end
  return rec[bin]
end

-- Adds a number to a bin as long as the sum stays within a limit. The new number, or nil.
function add_up_to(rec, bin, by, limit)
  local sum = (rec[bin] or 0) + by
  if sum > limit then
    return nil
  end
  return add(rec, bin, by)
end
