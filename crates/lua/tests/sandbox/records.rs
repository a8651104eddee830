use acm_lua::{Bins, Draft, Error, Facts, Record, Refusal, Value};

use crate::load;

#[derive(Debug, Default)]
struct Stored {
    facts: Facts,
    bins: Bins,
    drafts: Vec<Draft>,
}

impl Stored {
    fn with(bins: &[(&str, i64)]) -> Self {
        Self {
            facts: Facts {
                exists: true,
                set: Some("users".to_owned()),
                key: Some("k1".into()),
                digest: vec![7; 20],
                generation: 3,
                ttl: 60,
                last_update_time: 1_000,
                size: 128,
            },
            bins: bins
                .iter()
                .map(|&(name, value)| (name.to_owned(), value.into()))
                .collect(),
            drafts: Vec::new(),
        }
    }

    fn take(&mut self, draft: Draft) {
        for (name, value) in draft.bins.clone() {
            self.bins.retain(|(bin, _)| *bin != name);
            if value != Value::Nil {
                self.bins.push((name, value));
            }
        }
        self.facts.exists = true;
        self.facts.generation += 1;
        self.drafts.push(draft);
    }
}

impl Record for Stored {
    fn facts(&self) -> Facts {
        self.facts.clone()
    }

    fn bins(&self) -> Bins {
        self.bins.clone()
    }

    fn create(&mut self, draft: Draft) -> Result<(), Refusal> {
        if self.facts.exists {
            return Err(Refusal(1));
        }
        self.take(draft);
        Ok(())
    }

    fn update(&mut self, draft: Draft) -> Result<(), Refusal> {
        if !self.facts.exists {
            return Err(Refusal(1));
        }
        self.take(draft);
        Ok(())
    }

    fn remove(&mut self) -> Result<(), Refusal> {
        if !self.facts.exists {
            return Err(Refusal(1));
        }
        self.facts.exists = false;
        self.bins.clear();
        Ok(())
    }
}

fn call(record: &mut Stored, body: &str) -> Result<Value, Error> {
    let sandbox = load(&format!("function f(rec, ...)\n{body}\nend"))?;
    sandbox.call_on_record("f", record, &[5.into(), "x".into()])
}

#[test]
fn a_record_is_read_as_documented() {
    let mut record = Stored::with(&[("a", 1), ("b", 2)]);
    let mut check = |expression: &str, expected: Value| {
        assert_eq!(
            call(&mut record, &format!("return {expression}")),
            Ok(expected),
            "{expression}"
        );
    };
    check("rec.a + rec['b'] + (...)", 8.into());
    check("rec.none == nil", true.into());
    check("record.ttl(rec) + record.gen(rec)", 63.into());
    check("record.setname(rec) .. record.key(rec)", "usersk1".into());
    check("record.digest(rec)", Value::Bytes(vec![7; 20]));
    check("record.numbins(rec)", 2.into());
    check("table.concat(record.bin_names(rec), ',')", "a,b".into());
    check(
        "record.last_update_time(rec) + record.device_size(rec)",
        1_128.into(),
    );
    check("aerospike:exists(rec)", true.into());
    check("type(rec)", "userdata".into());
}

#[test]
fn what_was_assigned_is_written_when_the_module_says_so() {
    let mut record = Stored::with(&[("a", 1), ("b", 2)]);
    let body = "rec.a = rec.a + 1 rec.b = nil rec.c = list{1} record.set_ttl(rec, 99) record.drop_key(rec)\nlocal code = aerospike:update(rec)\nrec.d = 1 return code * 100 + record.gen(rec)";
    assert_eq!(call(&mut record, body), Ok(4.into()));
    assert_eq!(
        record.drafts,
        [Draft {
            bins: vec![
                ("a".to_owned(), 2.into()),
                ("b".to_owned(), Value::Nil),
                ("c".to_owned(), Value::List(vec![1.into()])),
            ],
            ttl: Some(99),
            drop_key: true,
        }]
    );
}

#[test]
fn records_are_created_and_removed_once() {
    let mut record = Stored::default();
    let body = "rec.n = 1\nlocal codes = list{aerospike:update(rec), aerospike:create(rec), aerospike:create(rec), aerospike:remove(rec), aerospike:remove(rec)}\nlist.append(codes, aerospike:exists(rec) and 9 or 0) return codes";
    assert_eq!(
        call(&mut record, body),
        Ok(crate::list(&[1, 0, 1, 0, 1, 0]))
    );
}

#[test]
fn what_cannot_be_stored_is_refused_where_it_is_assigned() {
    let mut record = Stored::with(&[]);
    for (body, reason) in [
        (
            "rec.a_name_of_sixteen = 1",
            "the name of a bin has 1 to 15 bytes",
        ),
        ("rec[1] = 1", "the name of a bin is a string, not a number"),
        (
            "rec.t = {} aerospike:update(rec)",
            "bin t: a Lua table is not a value; make it a list or a map",
        ),
        (
            "rec.t = rec aerospike:update(rec)",
            "bin t: a record is not a value",
        ),
        ("aerospike:update({})", "record expected, got table"),
        (
            "record.set_ttl(rec, 'x')",
            "a time to live must be an integer",
        ),
        ("return rec", "a record is not a value"),
    ] {
        assert_eq!(
            call(&mut record, body).unwrap_err().reason(),
            reason,
            "{body}"
        );
    }
    assert!(record.drafts.is_empty());
}

#[test]
fn a_record_kept_from_an_earlier_call_changes_nothing() {
    let sandbox = load("function keep(rec) kept = rec end function use(rec) kept.a = 9 return aerospike:update(kept) end").unwrap();
    let mut first = Stored::with(&[]);
    sandbox.call_on_record("keep", &mut first, &[]).unwrap();
    let mut second = Stored::with(&[]);
    assert!(sandbox.call_on_record("use", &mut second, &[]).is_err());
    assert!(first.drafts.is_empty() && second.drafts.is_empty());
}

#[test]
fn log_lines_of_any_kind_are_taken() {
    let mut record = Stored::with(&[]);
    let body = "info('%d of %s', 1, {}) warn('plain') debug(nil) trace('%s', rec) aerospike:log(1, 'x') return aerospike:get_current_time() > 0";
    assert_eq!(call(&mut record, body), Ok(true.into()));
}
